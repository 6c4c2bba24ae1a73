using System.CommandLine;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>What the last runs of a test project say together.</summary>
internal sealed class HistoryCommands(CommandFactory factory)
{
    private readonly Option<string?> _project = new("--project")
    {
        Description = "Name of the test project; default: the one that ran last.",
    };
    private readonly Option<string?> _test = new("--test")
    {
        Description = "A single test, by its full name or its name for people, with why it did not pass in each run.",
    };
    private readonly Option<bool> _all = new("--all") { Description = "Show tests that pass as before too." };

    public Command Command
    {
        get
        {
            var command = factory.Make(
                "history",
                "Shows the last runs of a test project, of this machine and imported ones: of each test its outcomes, its pass rate and how it stands (new, regression, still fails, flips, fixed), of each metric its trend, and what moved most.",
                ["history", "history --test \"Book an appointment [In a hurry]\"", "history --project Clinic.Tests --all --format json"],
                [_project, _test, _all],
                RunAsync
            );
            command.Subcommands.Add(new ImportCommand(factory).Command);
            return command;
        }
    }

    private async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var (project, directory) = ProjectOf(invocation);
        var runs = RunHistory.Read(invocation.StateDirectory, project, directory);
        if (invocation.Value(_test) is { } test)
        {
            await WriteTestAsync(invocation, project, runs, test);
            return ExitCode.Success;
        }

        var history = RunHistory.Of(runs);
        if (history.Runs.Count == 0)
        {
            throw Nothing(invocation, project);
        }

        TestPast[] tests = [.. history.Tests];
        await invocation.WriteAsync(HistoryJson.Of(project, history, tests), () =>
            HistoryText.Of(project, history, tests, invocation.Value(_all), invocation.Environment.Width)
        );
        return ExitCode.Success;
    }

    private static async Task WriteTestAsync(Invocation invocation, string project, IEnumerable<LastTestRun> all, string name)
    {
        List<LastTestRun> runs =
        [
            .. all.Select(run => run with { Tests = [.. run.Tests.Where(test => Is(test.Test) || Is(test.Name))] })
                .Where(run => run.Tests.Count > 0),
        ];
        var history = RunHistory.Of(runs);
        if (history.Tests.FirstOrDefault() is not { } past)
        {
            throw CommandException.Usage(
                $"No run of {UntrustedText.Line(project)} that is remembered has a test {UntrustedText.Line(name)}. \"cekura history --all\" lists the tests."
            );
        }

        var json = HistoryJson.Of(project, history, [past]);
        json["causes"] = TestHistoryText.Causes(runs);
        await invocation.WriteAsync(json, () => TestHistoryText.Of(past, runs, history.Metrics, invocation.Environment.Width));

        bool Is(string other) => other.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    // Of several checkouts the one that ran last; a project that never ran here has imports alone.
    private (string Project, string? Directory) ProjectOf(Invocation invocation)
    {
        var named = invocation.Value(_project);
        if (LastTestRun.Read(invocation.StateDirectory, named) is { } last)
        {
            return (last.Project, last.ProjectDirectory);
        }

        return (named ?? ImportedRun.Projects(invocation.StateDirectory).FirstOrDefault() ?? throw Nothing(invocation, named), null);
    }

    private static CommandException Nothing(Invocation invocation, string? project) =>
        CommandException.Usage(
            $"No test run {(project is null ? "" : $"of {UntrustedText.Line(project)} ")}is remembered in {invocation.StateDirectory}. Run dotnet test first, or take in what CI kept: cekura history import artifacts"
        );
}
