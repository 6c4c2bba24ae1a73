namespace Cekura.Cli.Opening;

/// <summary>
/// Finds what a report refers to: recordings and attachments that lie in its folder or below. Nothing else is found, by whatever name, and
/// no link is followed.
/// </summary>
internal static class FileBeside
{
    /// <summary>What may be handed out, with its type for browsers. Texts are never pages.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".wav"] = "audio/wav",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".webm"] = "audio/webm",
        [".flac"] = "audio/flac",
        [".md"] = "text/plain; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".json"] = "text/plain; charset=utf-8",
        [".csv"] = "text/plain; charset=utf-8",
    };

    /// <summary>The file and its type; null when there is none that may be handed out.</summary>
    /// <param name="report">The report.</param>
    /// <param name="segments">The way from its folder, a name each.</param>
    public static (string Path, string Type)? Find(string report, IReadOnlyList<string> segments)
    {
        if (segments.Count == 0 || segments.Any(IsNoName))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(report))!;
        var path = Path.GetFullPath(Path.Combine([folder, .. segments]));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && Types.TryGetValue(Path.GetExtension(path), out var type)
            && new FileInfo(path) is { Exists: true, Length: > 0 }
            && !IsBehindLink(path, folder)
            ? (path, type)
            : null;
    }

    private static bool IsNoName(string segment) => segment is "" or "." or ".." || segment.AsSpan().ContainsAny("/\\:\0");

    private static bool IsBehindLink(string path, string folder)
    {
        for (var at = path; at is not null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
        {
            FileSystemInfo entry = at == path ? new FileInfo(at) : new DirectoryInfo(at);
            if (entry.LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }
}
