using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.Runs;

/// <summary>Commands about single conversations.</summary>
internal sealed class RunCommands(CommandFactory factory)
{
    public Command Group =>
        CommandFactory.Group(
            "runs",
            "Single conversations: list, look, listen, end, vote, improve.",
            List(),
            Get(),
            ListenUrl(),
            EndCall(),
            new OutcomeCommands(factory).Command,
            new ImprovePromptCommand(factory).Command,
            new VoteCommands(factory).Metric(),
            new VoteCommands(factory).ExpectedOutcome(),
            new VoteCommands(factory).CriticalScenario("mark-critical-scenario-wrong", isWrong: true),
            new VoteCommands(factory).CriticalScenario("unmark-critical-scenario-wrong", isWrong: false)
        );

    private Command List()
    {
        var result = new Option<long?>("--result-id") { Description = "Runs of this result." };
        var agent = new Option<long?>("--agent-id") { Description = "Runs of this agent." };
        return factory.Make(
            "list",
            "Lists runs, all pages. JSON is an array of runs as the service sends them.",
            ["runs list --result-id 987", "runs list --result-id 987 --format json | jq -r '.[].status'"],
            [result, agent],
            async (invocation, cancellationToken) =>
            {
                if (invocation.Value(result) is null && invocation.Value(agent) is null && invocation.ProjectId is null)
                {
                    throw CommandException.Usage("Which runs? Give --result-id, --agent-id or --project-id.");
                }

                var query = new RunQuery
                {
                    ResultId = invocation.Value(result),
                    AgentId = invocation.Value(agent),
                    ProjectId = invocation.Value(result) is null ? invocation.ProjectId : null,
                };
                var runs = await invocation.Client.Runs.ListAsync(query, cancellationToken).ToListAsync(cancellationToken);
                await invocation.WriteAsync(new JsonArray([.. runs.Select(run => JsonText.Of(run.Source))]), () =>
                    RunText.Table(runs).Write(invocation.Environment.Width, invocation.Ink) + RunText.Causes(runs, invocation.Ink)
                );
                return ExitCode.Success;
            }
        );
    }

    private Command Get()
    {
        var run = new RunReference();
        return factory.Make(
            "get",
            "Shows a run: verdict, metrics, conversation.",
            ["runs get 5544", "runs get --test \"Book an appointment [Normal Male]\"", "runs get 5544 --format json"],
            run.Symbols,
            async (invocation, cancellationToken) =>
            {
                var id = run.Of(invocation);
                var found = await invocation.Client.Runs.GetAsync(id, cancellationToken);
                await invocation.WriteAsync(JsonText.Of(found.Source), () =>
                    RunText.Whole(found, found.Status == RunStatus.Cancelled ? EndedBy(invocation, id) : null, invocation.Ink)
                );
                return ExitCode.Success;
            }
        );
    }

    /// <summary>The test run of this machine that a run belongs to: what ends early ends its conversations, too.</summary>
    private static string? EndedBy(Invocation invocation, long id)
    {
        var address = invocation.IsEmulated ? LastTestRun.Emulator : invocation.Service.ToString();
        foreach (var run in LastTestRun.ReadAll(invocation.StateDirectory).Where(run => run.ApiUrl == address))
        {
            if (run.Tests.FirstOrDefault(test => test.RunIds.Contains(id)) is { } test)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"It belongs to the test run of {UntrustedText.Line(run.Project)} of {run.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, where {UntrustedText.Line(test.Name)} ended as {test.Outcome.ToString().ToLowerInvariant()}. That ends its conversations at its time limits, when it is stopped, and when an outcome is decided."
                );
            }
        }

        return null;
    }

    private Command ListenUrl()
    {
        var run = new RunReference();
        return factory.Make(
            "listen-url",
            "Shows where people can listen to a voice run while it goes on.",
            ["runs listen-url 5544"],
            run.Symbols,
            async (invocation, cancellationToken) =>
            {
                var id = run.Of(invocation);
                var url = await invocation.Client.Runs.GetListenUrlAsync(id, cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["listen_url"] = url }, () => url);
                return ExitCode.Success;
            }
        );
    }

    private Command EndCall()
    {
        var run = new RunReference();
        return factory.Make(
            "end-call",
            "Ends a conversation.",
            ["runs end-call 5544"],
            run.Symbols,
            async (invocation, cancellationToken) =>
            {
                var id = run.Of(invocation);
                await invocation.Client.Runs.EndCallAsync(id, cancellationToken);
                var service = await invocation.ServiceNameAsync(async client => [await client.Runs.GetAsync(id, cancellationToken)]);
                await invocation.WriteAsync(new JsonObject { ["success"] = true }, () => $"Asked {service} to end run {id}.");
                return ExitCode.Success;
            }
        );
    }
}
