using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Contract.Tests.Requests;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>What people do with runs: listen, score again, vote, mark, improve, promote, share, repeat.</summary>
internal sealed class ReviewWalk(CekuraClient client, EmulatedService service, Func<(ClientCall Call, RunInHand Hand), Task> send)
{
    // In the order in which they can be done: scoring again takes votes away.
    private static readonly string[] Groups =
    [
        "Results.EvaluateMetricsAsync",
        "Runs.Mark",
        "Runs.Unmark",
        "Prompts.",
        "TestSets.",
        "Results.CreateShareLinkAsync",
    ];

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await ListenAsync(cancellationToken);
        var started = await client.Scenarios.RunTextAsync(new() { AgentId = 12, ScenarioIds = [102] }, cancellationToken);
        var hand = new RunInHand(started.Id, started.Runs[0].Id, 102);
        await CompletedAsync(hand, cancellationToken);
        foreach (var group in Groups)
        {
            foreach (var call in BodyCalls.All.Where(call => call.Method.StartsWith(group, StringComparison.Ordinal)))
            {
                await send((BodyCalls.Call(call.Method, call.Variant, With(hand, BodyCalls.Body(call))), hand));
                await CompletedAsync(hand, cancellationToken);
            }
        }

        await client.Runs.GetTraceAsync(hand.Run, cancellationToken);
        await client.Runs.RunExpectedOutcomeAsync(hand.Run, cancellationToken);
        var scoring = await client.Runs.StartExpectedOutcomeAsync(hand.Run, cancellationToken);
        while (!(await client.Runs.GetExpectedOutcomeProgressAsync(scoring, cancellationToken)).IsOver) { }

        var improving = await client.Prompts.ImproveInBackgroundAsync(
            new() { Prompt = "You are the front desk.", RunIds = [hand.Run] },
            cancellationToken
        );
        while (!(await client.Prompts.GetProgressAsync(improving, cancellationToken)).IsOver) { }

        await client.Results.RerunAsync(hand.Result, cancellationToken);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var call = await client.Scenarios.RunVoiceAsync(new() { AgentId = 12, ScenarioIds = [107] }, cancellationToken);
        var run = call.Runs[0].Id;
        await service.UntilAsync($"runs/{run}/", found => found["status"]!.ToString() == "in_progress", cancellationToken);
        await client.Runs.GetListenUrlAsync(run, cancellationToken);
        await client.Results.EndCallsAsync(call.Id, cancellationToken);
    }

    private Task<JsonNode> CompletedAsync(RunInHand hand, CancellationToken cancellationToken) =>
        service.UntilAsync($"runs/{hand.Run}/", run => run["status"]!.ToString() == "completed", cancellationToken);

    // The run that there is, in the place of those that were made up.
    private static JsonObject With(RunInHand hand, JsonNode body)
    {
        var with = body.DeepClone().AsObject();
        foreach (var (field, value) in body.AsObject())
        {
            with[field] = (field, value) switch
            {
                ("run_ids", JsonArray ids) => new JsonArray(
                    ids[0]!.GetValueKind() == System.Text.Json.JsonValueKind.String ? $"{hand.Run}" : hand.Run
                ),
                ("runs", JsonArray) => new JsonArray(hand.Run),
                ("run_id", _) => hand.Run,
                _ => value?.DeepClone(),
            };
        }

        return with;
    }
}
