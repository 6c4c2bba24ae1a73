using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Cli.Waiting;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Starts;

namespace Cekura.Cli.Results;

/// <summary>Commands about batches of runs.</summary>
internal sealed class ResultCommands(CommandFactory factory)
{
    public Command Group =>
        CommandFactory.Group(
            "results",
            "Batches of runs: list, look, wait, end, repeat, share.",
            List(),
            Get(),
            Wait(),
            EndCalls(),
            Rerun(),
            Share()
        );

    private Command List()
    {
        var agent = new Option<long?>("--agent-id") { Description = "Results of this agent." };
        var search = new Option<string?>("--search") { Description = "Results whose name matches." };
        return factory.Make(
            "list",
            "Lists results, the newest first.",
            ["results list --agent-id 123", "results list --search nightly --format json"],
            [agent, search],
            async (invocation, cancellationToken) =>
            {
                var query = new ResultQuery
                {
                    AgentId = invocation.Value(agent),
                    ProjectId = invocation.ProjectId,
                    Search = invocation.Value(search),
                };
                var results = await invocation.Client.Results.ListAsync(query, cancellationToken).ToListAsync(cancellationToken);
                var table = new TextTable("ID", "STATUS", "PASSED", "RUNS", "NAME");
                foreach (var result in results)
                {
                    table.Add($"{result.Id}", Word(result.Status), $"{result.SuccessRunsCount}", $"{result.TotalRunsCount}", result.Name);
                }

                await invocation.WriteAsync(new JsonArray([.. results.Select(result => JsonText.Of(result.Source))]), () =>
                    table.Write(invocation.Environment.Width)
                );
                return ExitCode.Success;
            }
        );
    }

    private Command Get()
    {
        var id = ResultArgument();
        return factory.Make("get", "Shows a result with its runs.", ["results get 987"], [id], async (invocation, cancellationToken) =>
        {
            var result = await invocation.Client.Results.GetAsync(invocation.Value(id), cancellationToken);
            await invocation.WriteAsync(JsonText.Of(result.Source), () =>
                $"Result {result.Id} \"{UntrustedText.Line(result.Name)}\": {Word(result.Status)}, {result.SuccessRunsCount} of {result.TotalRunsCount} passed{RunText.Emulated(result.Runs)}\n\n"
                + RunText.Table(result.Runs).Write(invocation.Environment.Width, invocation.Ink)
                + RunText.Causes(result.Runs, invocation.Ink)
            );
            return ExitCode.Success;
        });
    }

    private Command EndCalls()
    {
        var id = ResultArgument();
        return factory.Make(
            "end-calls",
            "Ends every active conversation of a result.",
            ["results end-calls 987"],
            [id],
            async (invocation, cancellationToken) =>
            {
                var result = invocation.Value(id);
                await invocation.Client.Results.EndCallsAsync(result, cancellationToken);
                var service = await invocation.ServiceNameAsync(async client =>
                    (await client.Results.GetAsync(result, cancellationToken)).Runs
                );
                await invocation.WriteAsync(new JsonObject { ["success"] = true }, () =>
                    $"Asked {service} to end the active conversations of result {result}."
                );
                return ExitCode.Success;
            }
        );
    }

    private Command Wait()
    {
        var id = ResultArgument();
        var threshold = WaitOptions.OfWait();
        return factory.Make(
            "wait",
            "Waits for the verdict of every run of a result, and ends with the worst. Ctrl+C ends the waiting, not the conversations.",
            ["results wait 987", "results wait 987 --timeout 900 --format json", "results wait 987 --fail-on-threshold 0.9"],
            [id, threshold],
            (invocation, cancellationToken) =>
                new ResultWait(invocation, own: null, threshold: WaitOptions.Share(invocation, threshold)).RunAsync(
                    invocation.Value(id),
                    cancellationToken
                )
        );
    }

    private Command Rerun()
    {
        var id = ResultArgument();
        var yes = new Option<bool>("--yes") { Description = "Do it, whatever it costs." };
        var wait = new WaitOptions();
        return factory.Make(
            "rerun",
            "Holds all conversations of a result once more: new calls, a new result, new cost. To score existing ones again: run rerun.",
            ["results rerun 987 --yes", "results rerun 987 --yes --wait"],
            [id, yes, .. wait.Symbols],
            async (invocation, cancellationToken) =>
            {
                var before = await invocation.Client.Results.GetAsync(invocation.Value(id), cancellationToken);
                var minutes = before.Runs.Sum(run => run.Duration?.TotalMinutes ?? 0);
                var cost = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(before.Runs.Count, "new conversation")} in mode {UntrustedText.Line(before.RunType ?? "unknown")}; last time they took {minutes:0.#} minutes together"
                );
                if (!invocation.Value(yes))
                {
                    throw CommandException.Usage($"This starts {cost}. They are billed like new ones. Say so with --yes.");
                }

                await invocation.SayAsync($"Starting {cost}.");
                using var start = await CommandStart.OpenAsync(invocation, wait.IsGiven(invocation));
                var started = await start.RunAsync(
                    name: null,
                    agentId: null,
                    async () => StartedBatch.AsStarted(await invocation.Client.Results.RerunAsync(before.Id, CancellationToken.None)),
                    cancellationToken
                );
                return await wait.FollowAsync(invocation, started, cancellationToken);
            }
        );
    }

    private Command Share()
    {
        var id = ResultArgument();
        var days = new Option<int>("--days") { Description = "How long the link works.", DefaultValueFactory = _ => 7 };
        return factory.Make(
            "share",
            "Makes a link under which people without an account see a result. Everyone who has the link can read it.",
            ["results share 987", "results share 987 --days 1"],
            [id, days],
            async (invocation, cancellationToken) =>
            {
                var until = invocation.Environment.Time.GetUtcNow().AddDays(Math.Clamp(invocation.Value(days), 1, 365));
                var link = await invocation.Client.Results.CreateShareLinkAsync(invocation.Value(id), until, cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["shareable_link"] = link.AbsoluteUri }, () => link.AbsoluteUri);
                return ExitCode.Success;
            }
        );
    }

    private static Argument<long> ResultArgument() => new("result-id") { Description = "Id of the result." };

    private static string Word(RunStatus status) =>
        status switch
        {
            RunStatus.InQueue => "in_queue",
            RunStatus.ScalingUp => "scaling_up",
            RunStatus.InProgress => "in_progress",
            _ => status.ToString().ToLowerInvariant(),
        };
}
