using System.Text.RegularExpressions;

namespace Cekura.Architecture.Tests.Rooms;

/// <summary>Which folder of <c>src</c> declares a type, from the sources.</summary>
internal sealed partial class SourceFolders
{
    private readonly Dictionary<(string Project, string Type), string> _folders = [];
    private readonly Dictionary<string, List<(string Folder, string File)>> _files = new(StringComparer.Ordinal);

    public SourceFolders(string root)
    {
        foreach (
            var project in Directory
                .EnumerateDirectories(Path.Combine(root, "src"))
                .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
        )
        {
            var files = _files[Path.GetFileName(project)] = [];
            foreach (var file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            {
                var folder = Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Replace('\\', '/');
                if (folder.Split('/')[0] is "obj" or "bin" or "content" or "build")
                {
                    continue;
                }

                files.Add((folder, file));
                var text = File.ReadAllText(file);
                var space = Namespace().Match(text).Groups["name"].Value;
                foreach (var name in Declaration().Matches(text).Select(match => match.Groups["name"].Value))
                {
                    // The parts of a partial type live together; generated ones have no source here.
                    _folders.TryAdd((Path.GetFileName(project), space.Length == 0 ? name : $"{space}.{name}"), folder);
                }
            }
        }
    }

    public IEnumerable<(string Project, string Folder)> All =>
        _files.SelectMany(project => project.Value.Select(file => (project.Key, file.Folder))).Distinct();

    public IReadOnlyList<(string Folder, string File)> FilesOf(string project) => _files[project];

    /// <summary>Null for a type that is no source of the project.</summary>
    public string? Of(string project, string fullName) => _folders.GetValueOrDefault((project, fullName));

    /// <summary>The folders whose types a namespace holds.</summary>
    public IEnumerable<(string Project, string Folder)> In(string space) =>
        _folders
            .Where(type => type.Key.Type.LastIndexOf('.') is var dot and > 0 && type.Key.Type[..dot] == space)
            .Select(type => (type.Key.Project, type.Value))
            .Distinct();

    [GeneratedRegex(
        @"^namespace (?<name>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:[a-z]+ )*(?:class|struct|interface|enum|record|delegate [\w<>?\[\], ]+) (?:struct |class )?(?<name>[A-Z]\w*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Declaration();
}
