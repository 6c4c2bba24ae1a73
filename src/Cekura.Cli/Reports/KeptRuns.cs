using System.Text.Json;
using Cekura.Client;
using Cekura.Runs.History;
using Cekura.TestHost;

namespace Cekura.Cli.Reports;

/// <summary>The conversations that a test run attached to its tests, <c>run.json</c>, below results directories.</summary>
/// <param name="folders">The results directories; they need not exist.</param>
/// <param name="testRun">The test run: an emulator counts from the same number in each, so other runs have the same ids.</param>
internal sealed class KeptRuns(IReadOnlyList<string> folders, LastTestRun testRun)
{
    private const string Pattern = "run*.json";

    private Dictionary<long, Run>? _runs;

    public IReadOnlyList<string> Folders => folders;

    /// <summary>The run with an id; null when it is not there.</summary>
    public Run? Find(long id) => (_runs ??= Read()).GetValueOrDefault(id);

    private Dictionary<long, Run> Read()
    {
        var runs = new Dictionary<long, Run>();
        foreach (
            var file in folders
                .Where(Directory.Exists)
                .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles(Pattern, SearchOption.AllDirectories))
                .Where(file => EarlierAttachments.IsOf(file.Directory?.Parent?.Name ?? "", testRun.Project, testRun.Started))
                .OrderBy(file => file.FullName, StringComparer.Ordinal)
        )
        {
            try
            {
                var run = Run.Read(JsonElement.Parse(File.ReadAllBytes(file.FullName)));
                runs.TryAdd(run.Id, run);
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                // Of another make, or torn: the others are still worth having.
            }
        }

        return runs;
    }
}
