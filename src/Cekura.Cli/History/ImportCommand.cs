using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.History;

/// <summary>Takes test runs of other machines into the history.</summary>
internal sealed class ImportCommand(CommandFactory factory)
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Files, folders that hold them at any depth, or *.zip, such as downloaded artifacts of CI.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "Name of the test project on this machine, where the files name another one.",
    };
    private readonly Option<string?> _commit = new("--commit")
    {
        Description = "Id of the commit that was tested, where the files have none.",
    };
    private readonly Option<string?> _branch = new("--branch") { Description = "Name of its branch, where the files have none." };

    public Command Command =>
        factory.Make(
            "import",
            "Takes test runs of other machines into the history, from artifacts of CI: files of test runs (test-runs/**/*.jsonl of a state directory, which say most), of shards (cekura-report.*-of-*.jsonl), and *.trx where there is neither of these for a project. A run that is there already stays as it is.",
            ["history import artifacts", "history import nightly.zip --commit 4f2a9c1 --branch main"],
            [_files, _project, _commit, _branch],
            async (invocation, cancellationToken) =>
            {
                using var artifacts = new ArtifactFiles();
                var problems = new List<string>();
                var runs = Read(invocation, artifacts, problems, cancellationToken);
                foreach (var problem in problems)
                {
                    await invocation.SayAsync(UntrustedText.Line(problem));
                }

                if (runs.Count == 0)
                {
                    throw CommandException.Usage(
                        $"No test run was found in {string.Join(", ", invocation.Value(_files))}. {ArtifactFiles.Kinds}"
                    );
                }

                var rows = new List<(LastTestRun Run, bool IsNew)>();
                foreach (var run in runs)
                {
                    rows.Add((run, await ImportedRun.SaveAsync(invocation.StateDirectory, run, cancellationToken)));
                }

                var json = new JsonObject
                {
                    ["imported"] = rows.Count(row => row.IsNew),
                    ["known"] = rows.Count(row => !row.IsNew),
                    ["runs"] = new JsonArray([
                        .. rows.Select(row => new JsonObject
                        {
                            ["project"] = row.Run.Project,
                            ["started"] = HistoryJson.Moment(row.Run.Started),
                            ["tests"] = row.Run.Tests.Count,
                            ["is_new"] = row.IsNew,
                        }),
                    ]),
                    ["problems"] = new JsonArray([.. problems.Select(problem => JsonValue.Create(problem))]),
                };
                await invocation.WriteAsync(json, () => Text(rows));
                return ExitCode.Success;
            }
        );

    private List<LastTestRun> Read(
        Invocation invocation,
        ArtifactFiles artifacts,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        var (own, shards, trx) = (new List<LastTestRun>(), new List<ShardFile>(), new List<LastTestRun>());
        foreach (
            var file in invocation
                .Value(_files)
                .SelectMany(path => artifacts.In(invocation.Environment.PathOf(path)))
                .Distinct(StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (file.EndsWith(".trx", StringComparison.OrdinalIgnoreCase))
                {
                    trx.AddRange(TrxFile.Read(file));
                }
                else if (LastTestRun.ReadFile(file) is { } run)
                {
                    own.Add(run);
                }
                else if (Path.GetFileName(file).StartsWith("cekura-report.", StringComparison.OrdinalIgnoreCase))
                {
                    shards.Add(ShardFile.Open(file));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(e.Message);
            }
        }

        // One run leaves several of these: what says most is taken.
        var better = own.Where(run => run.Tests.Count > 0).Concat(ImportedShards.Of(shards)).ToList();
        var known = better.Select(run => run.Project).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. better.Concat(trx.Where(run => !known.Contains(run.Project))).DistinctBy(Key).Select(run => Named(invocation, run))];
    }

    // Loggers copy files: the same run may lie in an artifact twice.
    private static string Key(LastTestRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Project}/{run.Started:O}/{run.Tests.Count}");

    private LastTestRun Named(Invocation invocation, LastTestRun run) =>
        run with
        {
            Project = invocation.Value(_project) ?? run.Project,
            Commit = run.Commit ?? invocation.Value(_commit),
            Branch = run.Branch ?? invocation.Value(_branch),
        };

    private static string Text(List<(LastTestRun Run, bool IsNew)> rows)
    {
        var table = new TextTable("RUN", "TESTS", "PROJECT", "");
        foreach (var (run, isNew) in rows.OrderBy(row => row.Run.Started))
        {
            table.Add(
                HistoryJson.Moment(run.Started),
                run.Tests.Count.ToString(CultureInfo.InvariantCulture),
                run.Project,
                isNew ? "" : "was there already"
            );
        }

        return $"{table.Write(width: null)}{Counted.Of(rows.Count(row => row.IsNew), "run")} imported. \"cekura history\" shows them.";
    }
}
