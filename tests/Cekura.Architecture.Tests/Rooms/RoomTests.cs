using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Cekura.Architecture.Tests.Rooms;

/// <summary>The house has floors: no room knows one above it, or one of its own floor.</summary>
public sealed partial class RoomTests
{
    private static readonly RoomList List = RoomList.Read(
        Path.Combine(Repository.Root, "tests", "Cekura.Architecture.Tests", "Rooms", "Rooms.txt")
    );
    private static readonly SourceFolders Sources = new(Repository.Root);

    [Fact]
    public void Every_folder_is_a_room_of_the_list_and_every_room_a_folder() =>
        Assert.Equal(
            Sources.All.Select(room => $"{room.Project} {room.Folder}").Order(StringComparer.Ordinal),
            List.Rooms.Select(room => $"{room.Project} {room.Name}").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void No_room_knows_a_room_above_it() =>
        None(
            from project in List.Projects
            from arrow in Compiled(project.Name).Concat(Written(project.Name))
            where arrow.To.Floor >= arrow.From.Floor
            select $"{arrow.From.Place} (floor {arrow.From.Floor}) knows {arrow.To.Place} (floor {arrow.To.Floor}): {arrow.Why}"
        );

    [Fact]
    public void Arrows_are_found_in_code_and_in_sources()
    {
        Assert.Contains(Compiled("Cekura.Runs"), arrow => arrow is { From.Name: "Session", To.Name: "Plan" });
        Assert.Contains(Written("Cekura.Runs"), arrow => arrow is { From.Name: "Session", To.Name: "Plan" });
    }

    [Fact]
    public void The_page_of_the_architecture_shows_the_list()
    {
        const string Mark = "<!-- rooms -->";
        var page = Path.Combine(Repository.Root, "docs", "architecture.md");
        var parts = File.ReadAllText(page).Split(Mark);
        var wanted = $"{parts[0]}{Mark}\n{List.ToMarkdown()}\n{Mark}{parts[2]}";
        if (Environment.GetEnvironmentVariable("CEKURA_WRITE_DOCS") == "1")
        {
            File.WriteAllText(page, wanted);
        }

        Assert.Equal(wanted, File.ReadAllText(page));
    }

    private static IEnumerable<(Room From, Room To, string Why)> Compiled(string project)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{Assembly(project)}.dll"));
        var found = new List<(Room From, Room To, string Why)>();
        foreach (var type in module.Types.Where(type => Sources.Of(project, Bare(type.FullName)) is not null))
        {
            var from = Of(project, Sources.Of(project, Bare(type.FullName))!);
            foreach (var used in TypeUses.Of(type))
            {
                var outer = used;
                while (outer.DeclaringType is not null)
                {
                    outer = outer.DeclaringType;
                }

                var owner = outer.Scope is AssemblyNameReference other ? Project(other.Name) : project;
                if (Sources.Of(owner, Bare(outer.FullName)) is { } folder && Find(owner, folder) is { } to && to != from)
                {
                    found.Add((from, to, $"{type.Name} names {outer.Name}"));
                }
            }
        }

        return found.Distinct();
    }

    private static IEnumerable<(Room From, Room To, string Why)> Written(string project) =>
        from file in Sources.FilesOf(project)
        from space in Using().Matches(File.ReadAllText(file.File)).Select(match => match.Groups["name"].Value)
        let rooms = Sources.In(space).ToList()
        where rooms.Count == 1
        let to = Find(rooms[0].Project, rooms[0].Folder)
        let @from = Of(project, file.Folder)
        where to is not null && to != @from
        select (@from, to, $"{Path.GetFileName(file.File)} uses {space}");

    private static Room Of(string project, string folder) =>
        Find(project, folder) ?? throw new InvalidOperationException($"{project}/{folder} is not in the list of rooms.");

    private static Room? Find(string project, string folder) =>
        List.Rooms.FirstOrDefault(room => room.Project == project && room.Name == folder);

    private static string Assembly(string project) => project == "Cekura.Cli" ? "cekura" : project;

    private static string Project(string assembly) => assembly == "cekura" ? "Cekura.Cli" : assembly;

    private static string Bare(string name) => name.Split('`')[0];

    private static void None(IEnumerable<string> offenders)
    {
        var all = string.Join('\n', offenders.Distinct().Order(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex(
        @"^using (static )?(?<name>Cekura[\w.]*);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Using();
}
