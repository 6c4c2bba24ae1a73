using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.Baselines;

/// <summary>Commands about <c>cekura-baseline.json</c>: what a team accepts of the last test run on this machine.</summary>
internal sealed class BaselineCommands(CommandFactory factory)
{
    private readonly Option<string?> _project = new("--project")
    {
        Description = "Name of the test project; default: the one that ran last.",
    };
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = $"The file; default: {BaselineFile.DefaultName} in the folder of the test project.",
    };
    private readonly Option<string?> _state = new("--state-directory")
    {
        Description = "Where test runs are remembered; default: CEKURA_STATE_DIRECTORY, else ~/.cekura/state.",
    };

    public Command Group =>
        CommandFactory.Group("baseline", "What is accepted of each test, so that only what is new breaks a build.", Accept(), Diff());

    private Command Accept() =>
        factory.Make(
            "accept",
            "Accepts the last test run: writes the baseline that later runs are held against. Commit it.",
            ["baseline accept", "baseline accept --project Clinic.Tests"],
            [_project, _baseline, _state],
            async (invocation, _) =>
            {
                var (run, path, baseline) = Read(invocation);
                var changes = baseline.Compare(run).Where(change => change.ChangesBaseline).ToList();
                if (changes.Count > 0)
                {
                    baseline.Accept(run).Save(path);
                }

                await WriteAsync(invocation, path, run, changes);
                await invocation.SayAsync(
                    changes.Count > 0
                        ? $"Wrote {path}. Runs with -- Cekura.Baseline={Path.GetFileName(path)} (on Microsoft.Testing.Platform --cekura Baseline={Path.GetFileName(path)}) fail only on what is new."
                        : $"{path} says all of it already."
                );
                return ExitCode.Success;
            }
        );

    private Command Diff() =>
        factory.Make(
            "diff",
            "Shows how the last test run stands to the baseline. Ends with 1 when something that was accepted broke.",
            ["baseline diff", "baseline diff --format json"],
            [_project, _baseline, _state],
            async (invocation, _) =>
            {
                var (run, path, baseline) = Read(invocation);
                var changes = baseline.Compare(run).Where(change => change.Kind != BaselineChangeKind.StillPasses).ToList();
                await WriteAsync(invocation, path, run, changes);
                return changes.Exists(change => change.Kind is BaselineChangeKind.Broken or BaselineChangeKind.Worse)
                    ? ExitCode.Failed
                    : ExitCode.Success;
            }
        );

    private (LastTestRun Run, string Path, BaselineFile Baseline) Read(Invocation invocation)
    {
        var environment = invocation.Environment;
        var state = invocation.Value(_state) is { } folder ? environment.PathOf(folder) : invocation.StateDirectory;
        var project = invocation.Value(_project);
        var run = LastTestRun.Read(state, project)
            ?? throw CommandException.Usage(
                $"No test run {(project is null ? "" : $"of {UntrustedText.Line(project)} ")}is remembered in {state}. Run dotnet test first."
            );
        var path = invocation.Value(_baseline) is { } given
            ? environment.PathOf(given)
            : Path.Combine(run.ProjectDirectory, BaselineFile.DefaultName);
        if (!File.Exists(path))
        {
            return (run, path, BaselineFile.Empty);
        }

        var read = BaselineFile.Read(path);
        return (run, path, read.Baseline ?? throw CommandException.Usage(string.Join('\n', read.Diagnostics)));
    }

    private static Task WriteAsync(Invocation invocation, string path, LastTestRun run, List<BaselineChange> changes)
    {
        var json = new JsonObject
        {
            ["baseline"] = path,
            ["project"] = run.Project,
            ["run_started"] = run.Started.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            ),
            ["tests"] = new JsonArray([
                .. changes.Select(change => new JsonObject
                {
                    ["test"] = change.Test,
                    ["change"] = Word(change.Kind).Replace(' ', '_'),
                    ["before"] = change.Before is { } before ? $"{before.Rate.Passed}/{before.Rate.Total}" : null,
                    ["now"] = change.Now is { } now ? $"{now.Rate.Passed}/{now.Rate.Total}" : null,
                }),
            ]),
        };
        return invocation.WriteAsync(json, () =>
        {
            var table = new TextTable("CHANGE", "BEFORE", "NOW", "TEST");
            foreach (var change in changes)
            {
                table.Add(Word(change.Kind), Rate(change.Before?.Rate), Rate(change.Now?.Rate), change.Test);
            }

            return changes.Count == 0
                ? $"Nothing differs in {Counted.Of(run.Tests.Count, "test")} of {run.Project}."
                : table.Write(invocation.Environment.Width);
        });
    }

    private static string Rate(Cekura.Runs.Verdict.PassRate? rate) => rate is { } known ? $"{known.Passed}/{known.Total}" : "-";

    private static string Word(BaselineChangeKind kind) =>
        kind switch
        {
            BaselineChangeKind.StillPasses => "still passes",
            BaselineChangeKind.KnownFailure => "known failure",
            BaselineChangeKind.NotTested => "not tested",
            BaselineChangeKind.NotRun => "not run",
            _ => kind.ToString().ToLowerInvariant(),
        };
}
