using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>Keeps runs of other machines for the history. They are never the last test run, and no command goes to their conversations.</summary>
internal static class ImportedRun
{
    private const int HashBytes = 4;

    /// <summary>Keeps a run, and forgets the oldest imported ones of its project.</summary>
    /// <param name="stateDirectory">The state directory; made when it does not exist.</param>
    /// <param name="run">The run with its tests.</param>
    /// <param name="cancellationToken">Stops before it is kept.</param>
    /// <returns>False when it is there already, as an import or because it ran here.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<bool> SaveAsync(string stateDirectory, LastTestRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = Text(run);

        // The same run has the same name, so that importing an artifact again changes nothing.
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Started.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, HashBytes)}{TestRunFiles.Extension}"
        );
        var folder = TestRunFiles.ImportsOf(stateDirectory, run.Project);
        var path = Path.Combine(folder, name);
        if (File.Exists(path) || RanHere(stateDirectory, run))
        {
            return false;
        }

        await OwnerFile.ReplaceAsync(path, text, cancellationToken).ConfigureAwait(false);
        TestRunFiles.Prune(folder, TestRunFiles.KeptImports);
        return true;
    }

    /// <summary>Names of the projects of imported runs, that of the newest run first; a name for each run.</summary>
    /// <param name="stateDirectory">The state directory; it need not exist.</param>
    public static IEnumerable<string> Projects(string stateDirectory) =>
        TestRunFiles
            .NewestFirst(TestRunFiles.ImportsRoot(stateDirectory))
            .Select(path => LastTestRun.ReadFile(path, hasDetails: false)?.Project)
            .OfType<string>();

    private static bool RanHere(string stateDirectory, LastTestRun run) =>
        TestRunFiles
            .NewestFirst(TestRunFiles.Root(stateDirectory))
            .Any(own => string.Equals(Path.GetFileName(own), Path.GetFileName(run.Path), StringComparison.Ordinal));

    private static string Text(LastTestRun run)
    {
        var text = new ArrayBufferWriter<byte>();
        text.Write(Encoding.UTF8.GetBytes(TestRunJson.Head(run)));
        text.Write("\n"u8);
        using var json = new Utf8JsonWriter(text);
        foreach (var test in run.Tests)
        {
            json.Reset();
            TestRunJson.Write(json, test);
            json.Flush();
            text.Write("\n"u8);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
