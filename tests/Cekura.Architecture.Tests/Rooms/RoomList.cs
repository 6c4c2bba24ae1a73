using System.Globalization;

namespace Cekura.Architecture.Tests.Rooms;

/// <summary>The list of rooms, <c>Rooms.txt</c>.</summary>
internal sealed class RoomList
{
    private RoomList(IReadOnlyList<(string Name, string Holds)> projects, IReadOnlyList<Room> rooms) =>
        (Projects, Rooms) = (projects, rooms);

    /// <summary>Projects in their order, each with what it is for.</summary>
    public IReadOnlyList<(string Name, string Holds)> Projects { get; }

    public IReadOnlyList<Room> Rooms { get; }

    public static RoomList Read(string path)
    {
        var projects = new List<(string Name, string Holds)>();
        var rooms = new List<Room>();
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts[0].EndsWith(':'))
            {
                projects.Add((parts[0][..^1], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
            }
            else
            {
                rooms.Add(new Room(projects[^1].Name, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));
            }
        }

        return new RoomList(projects, rooms);
    }

    /// <summary>As the documentation shows it: the highest floor of each project first.</summary>
    public string ToMarkdown()
    {
        var text = new System.Text.StringBuilder();
        foreach (var (name, holds) in Projects)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{name}**: {holds}\n\n| Floor | Room | Holds |\n|---|---|---|\n");
            foreach (
                var floor in Rooms.Where(room => room.Project == name).GroupBy(room => room.Floor).OrderByDescending(floor => floor.Key)
            )
            {
                foreach (var room in floor)
                {
                    text.Append(CultureInfo.InvariantCulture, $"| {room.Floor} | `src/{room.Place}` | {room.Holds} |\n");
                }
            }
        }

        return text.ToString();
    }
}
