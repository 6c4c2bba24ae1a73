using System.Reflection;

namespace Cekura.Documentation.Tests.Reading;

/// <summary>Where the documentation is.</summary>
internal static class DocumentationFiles
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    public static string Repository { get; } = typeof(DocumentationFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "RepositoryDirectory").Value!;

    /// <summary>Every page, relative to the repository.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.GetFiles(Repository, "*.md")
            .Concat(Directory.GetFiles(InRepository("docs"), "*.md", Everywhere))
            .Concat(Directory.GetDirectories(InRepository("src")).SelectMany(project => Directory.GetFiles(project, "*.md")))
            .Where(page => !page.Contains(".received.", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(Repository, page).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string InRepository(params string[] parts) => Path.Combine([Repository, .. parts]);
}
