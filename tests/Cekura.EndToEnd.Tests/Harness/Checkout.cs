namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Copies of this checkout's sources, which can be packed in other ways than the checkout itself.</summary>
internal static class Checkout
{
    private static readonly string[] Roots = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    /// <summary>Copies what packing needs, without anything that was built.</summary>
    public static void CopySources(string to)
    {
        var sources = new[] { "src", Path.Combine("build", "icon") }.SelectMany(folder => FilesIn(PackedFeed.Repository, folder));
        Copy(
            PackedFeed.Repository,
            to,
            Roots.Concat(sources.Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")))
        );
    }

    /// <summary>Copies a folder whole, hidden files too.</summary>
    public static void CopyAll(string from, string to) => Copy(from, to, FilesIn(from, ""));

    private static IEnumerable<string> FilesIn(string root, string folder) =>
        Directory
            .EnumerateFiles(
                Path.Combine(root, folder),
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
            )
            .Select(file => Path.GetRelativePath(root, file));

    private static void Copy(string from, string to, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, file), target);
        }
    }
}
