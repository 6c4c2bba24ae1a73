using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Reports.Export;
using Cekura.Runs.History;

namespace Cekura.Cli.Reports;

/// <summary>Where an export is made from: files of shards, which hold everything, else what this machine remembers of a run.</summary>
/// <param name="Run">What is exported.</param>
/// <param name="Problems">What is missing of it, a sentence each.</param>
/// <param name="Notes">What was left out without harm.</param>
internal sealed record ExportSource(ExportedRun Run, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Finds it.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="from">Files and folders that the command line names, as whole paths.</param>
    /// <param name="project">The test project; null: any.</param>
    /// <param name="withConversations">Whether the conversations are wanted.</param>
    /// <exception cref="CommandException">There is nothing to export.</exception>
    public static ExportSource Find(Invocation invocation, string[] from, string? project, bool withConversations)
    {
        string[] shards = [.. from.SelectMany(Shards).Distinct(StringComparer.Ordinal)];
        return shards.Length > 0 ? OfShards(shards) : OfMemory(invocation, from, project, withConversations);
    }

    private static IEnumerable<string> Shards(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, ShardFile.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : File.Exists(path) ? [path]
        : throw CommandException.Usage($"There is no {path}.");

    private static ExportSource OfShards(string[] files)
    {
        try
        {
            var shards = ShardSet.Of(files.Select(ShardFile.Open));
            var heads = shards.Files.Select(file => file.Head).ToList();
            var run = new ExportedRun(
                string.Join(", ", heads.Select(head => head.Title).Distinct(StringComparer.Ordinal)),
                heads.Min(head => head.Started),
                Sorted(shards.Files.SelectMany(file => file.Cases()).Select(entry => ExportedTest.Of(entry.Case, entry.Verdict)))
            )
            {
                Version = VersionCommand.Version,
            };
            return new(run, shards.Problems, shards.Notes);
        }
        catch (IOException e)
        {
            throw CommandException.Usage(e.Message);
        }
    }

    private static ExportSource OfMemory(Invocation invocation, string[] folders, string? project, bool withConversations)
    {
        var remembered = LastTestRun.Read(invocation.StateDirectory, project)
            ?? throw CommandException.Usage(
                $"No test run{(project is null ? "" : $" of {UntrustedText.Line(project)}")} is remembered in {invocation.StateDirectory}. Run the tests first, or name files {ShardFile.Pattern} that shards left."
            );
        var runs = new KeptRuns(folders.Length > 0 ? folders : [ResultsOf(remembered)], remembered);
        var run = new ExportedRun(
            remembered.Project,
            remembered.Started,
            Sorted(remembered.Tests.Select(test => ExportedTest.Of(test, id => withConversations ? runs.Find(id) : null)))
        )
        {
            Version = VersionCommand.Version,
            Commit = remembered.Commit,
            Branch = remembered.Branch,
        };
        var missing = withConversations ? run.Tests.Sum(test => test.Repetitions.Count(one => one is { RunId: not null, Run: null })) : 0;
        return new(
            run,
            [],
            missing == 0
                ? []
                :
                [
                    $"{Counted.Of(missing, "conversation")} {(missing == 1 ? "is" : "are")} not in {string.Join(", ", runs.Folders)}, and left out. Name the results directory of the run: cekura report export TestResults --format meai",
                ]
        );
    }

    // Where the report is, the conversations are, unless a setting put it elsewhere.
    private static string ResultsOf(LastTestRun run) =>
        Path.GetDirectoryName(run.Report) is { } beside && Directory.Exists(Path.Combine(beside, "cekura"))
            ? beside
            : Path.Combine(run.ProjectDirectory, "TestResults");

    private static List<ExportedTest> Sorted(IEnumerable<ExportedTest> tests) =>
        [.. tests.OrderBy(test => test.Test, StringComparer.Ordinal)];
}
