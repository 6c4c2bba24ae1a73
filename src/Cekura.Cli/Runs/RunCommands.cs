using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;

namespace Cekura.Cli.Runs;

/// <summary>Commands about single conversations (contract, sections 9, 11 and 12).</summary>
internal sealed class RunCommands(CommandFactory factory)
{
    public Command Group => CommandFactory.Group(
        "runs",
        "Single conversations: list, look, listen, end.",
        List(),
        Get(),
        ListenUrl(),
        EndCall(),
        new VoteCommands(factory).Metric(),
        new VoteCommands(factory).ExpectedOutcome(),
        new VoteCommands(factory).CriticalScenario("mark-critical-scenario-wrong", isWrong: true),
        new VoteCommands(factory).CriticalScenario("unmark-critical-scenario-wrong", isWrong: false));

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

                var query = new RunQuery { ResultId = invocation.Value(result), AgentId = invocation.Value(agent), ProjectId = invocation.Value(result) is null ? invocation.ProjectId : null };
                var runs = await invocation.Client.Runs.ListAsync(query, cancellationToken).ToListAsync(cancellationToken);
                await invocation.WriteAsync(new JsonArray([.. runs.Select(run => JsonText.Of(run.Source))]), () => RunText.Table(runs).Write(invocation.Surroundings.Width));
                return ExitCode.Success;
            });
    }

    private Command Get()
    {
        var id = RunArgument();
        return factory.Make(
            "get",
            "Shows a run: verdict, metrics, conversation.",
            ["runs get 5544", "runs get 5544 --format json"],
            [id],
            async (invocation, cancellationToken) =>
            {
                var run = await invocation.Client.Runs.GetAsync(invocation.Value(id), cancellationToken);
                await invocation.WriteAsync(JsonText.Of(run.Source), () => RunText.Whole(run));
                return ExitCode.Success;
            });
    }

    private Command ListenUrl()
    {
        var id = RunArgument();
        return factory.Make(
            "listen-url",
            "Shows where people can listen to a voice run while it goes on.",
            ["runs listen-url 5544"],
            [id],
            async (invocation, cancellationToken) =>
            {
                var url = await invocation.Client.Runs.GetListenUrlAsync(invocation.Value(id), cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["listen_url"] = url }, () => url);
                return ExitCode.Success;
            });
    }

    private Command EndCall()
    {
        var id = RunArgument();
        return factory.Make(
            "end-call",
            "Ends a conversation.",
            ["runs end-call 5544"],
            [id],
            async (invocation, cancellationToken) =>
            {
                await invocation.Client.Runs.EndCallAsync(invocation.Value(id), cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["success"] = true }, () => $"Asked Cekura to end run {invocation.Value(id)}.");
                return ExitCode.Success;
            });
    }

    public static Argument<long> RunArgument() => new("run-id") { Description = "Id of the run." };
}
