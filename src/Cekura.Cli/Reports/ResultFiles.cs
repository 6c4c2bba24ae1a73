using Cekura.Cli.Output;

namespace Cekura.Cli.Reports;

/// <summary>Files that test runs left in their results directories.</summary>
internal static class ResultFiles
{
    /// <summary>The file itself, or those of a name below a folder, at any depth.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="pattern">The file names.</param>
    /// <param name="whence">Where such files come from, for those who have none.</param>
    /// <exception cref="CommandException">There is no such file.</exception>
    public static IReadOnlyList<string> Find(string path, string pattern, string whence)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw CommandException.Usage($"There is no {path}.");
        }

        // Loggers copy attachments, so the same file may lie in a folder twice.
        var found = Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw CommandException.Usage($"{path} holds no file {pattern}. {whence}");
    }
}
