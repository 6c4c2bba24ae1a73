namespace Cekura.Architecture.Tests.Rooms;

/// <summary>A folder of a project in <c>src</c>.</summary>
/// <param name="Project">The project.</param>
/// <param name="Name">The folder's path in it; "." for the project's own.</param>
/// <param name="Floor">It knows only rooms of lower floors.</param>
/// <param name="Holds">What stands in it.</param>
internal sealed record Room(string Project, string Name, int Floor, string Holds)
{
    public string Place => Name == "." ? Project : $"{Project}/{Name}";
}
