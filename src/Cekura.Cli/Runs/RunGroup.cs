using System.CommandLine;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Cli.Starting;
using Cekura.Cli.Suites;
using Cekura.Cli.Waiting;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Runs;

/// <summary>The group <c>run</c>: starting, watching one conversation, scoring a result again.</summary>
internal sealed class RunGroup(CommandFactory factory)
{
    public Command Group =>
        CommandFactory.Group(
            "run",
            "Start, watch, and score again.",
            new StartCommands(factory).Text,
            new SuiteCommands(factory).Spec,
            Watch(),
            Rerun()
        );

    private Command Watch()
    {
        var run = new RunReference();
        return factory.Make(
            "watch",
            "Waits for the verdict of one run, and ends with it. Ctrl+C ends the watching, not the conversation.",
            ["run watch 5544", "run watch 5544 --timeout 300"],
            run.Symbols,
            async (invocation, cancellationToken) =>
            {
                // Which run it is decides who is asked.
                var id = run.Of(invocation);
                var found = await invocation.Client.Runs.GetAsync(id, cancellationToken);
                if (found.ResultId is not { } result)
                {
                    throw new CommandException(
                        ExitCode.Infrastructure,
                        "no_result",
                        $"Run {found.Id} does not say which result it is of, so it cannot be watched. Look at it: cekura runs get {found.Id}"
                    );
                }

                return await new ResultWait(invocation, own: null, only: found.Id).RunAsync(
                    new StartedResult
                    {
                        Id = result,
                        Runs = [new StartedRun { Id = found.Id }],
                        Source = found.Source,
                    },
                    cancellationToken
                );
            }
        );
    }

    private Command Rerun()
    {
        var id = new Argument<long>("result-id") { Description = "Id of the result." };
        var metrics = new Option<string?>("--metric-ids") { Description = "Metrics to score, separated by commas." };
        return factory.Make(
            "rerun",
            "Scores the existing runs of a result again. Places no call; the service bills the scoring. New calls: results rerun.",
            ["run rerun 987 --metric-ids 55,56"],
            [id, metrics],
            async (invocation, cancellationToken) =>
            {
                var chosen = CommaList.Ids("--metric-ids", invocation.Value(metrics));
                if (chosen.Count == 0)
                {
                    throw CommandException.Usage(
                        "Which metrics? Give --metric-ids. To hold the conversations once more: cekura results rerun"
                    );
                }

                var runs = (await invocation.Client.Results.GetAsync(invocation.Value(id), cancellationToken)).Runs;
                if (runs.Count == 0)
                {
                    throw new CommandException(ExitCode.Failed, "no_runs", $"Result {invocation.Value(id)} has no runs to score.");
                }

                var result = await invocation.Client.Results.EvaluateMetricsAsync(
                    invocation.Value(id),
                    [.. runs.Select(run => run.Id)],
                    chosen,
                    CancellationToken.None
                );
                await invocation.WriteAsync(JsonText.Of(result.Source), () =>
                    $"Scoring {Counted.Of(runs.Count, "run")} of result {result.Id} again."
                );
                await invocation.SayAsync($"Next: cekura results wait {result.Id}");
                return ExitCode.Success;
            }
        );
    }
}
