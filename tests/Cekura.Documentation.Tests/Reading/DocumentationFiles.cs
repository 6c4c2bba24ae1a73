using System.Reflection;

namespace Cekura.Documentation.Tests.Reading;

/// <summary>Where the documentation is.</summary>
internal static class DocumentationFiles
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    public static string Repository { get; } = Metadata("RepositoryDirectory");

    /// <summary>The release that is worked on, which pages and samples name.</summary>
    public static string Version { get; } = Metadata("DocumentedVersion");

    /// <summary>Every page, relative to the repository.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory
            .GetFiles(Repository, "*.md")
            .Concat(Directory.GetFiles(InRepository("docs"), "*.md", Everywhere))
            .Concat(Directory.GetDirectories(InRepository("src")).SelectMany(project => Directory.GetFiles(project, "*.md")))
            .Where(page => !page.Contains(".received.", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(Repository, page).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string InRepository(params string[] parts) => Path.Combine([Repository, .. parts]);

    private static string Metadata(string key) =>
        typeof(DocumentationFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
