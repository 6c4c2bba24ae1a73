using System.Text;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Contract.Tests.Requests;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>
/// Calls every operation that the emulator serves, and brings runs into every state on the way. The calls go where
/// <paramref name="handler"/> leads; only waiting goes to the emulator straight.
/// </summary>
internal sealed class Walk(EmulatedService service, HttpMessageHandler handler, Uri address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // For these the client has no method.
    private static readonly string[] OtherReads =
    [
        "results/",
        "results/?agent_id=12&page_size=2",
        "personalities/3/",
        "metrics/?agent_id=12",
        "metrics/55/",
        "aiagents/",
        "aiagents/short_list/",
        "aiagents/12/",
        "test-profiles/?agent_id=12",
        "test-profiles/20/",
        "scenarios/folders/?project_id=742",
        "scenarios/tags/",
        "scenarios/json_schema/",
        "scenarios/102/",
    ];

    private static readonly string[] OtherStarts =
    [
        """{"agent_id":12,"scenarios":[104,105,106,108]}""",
        """{"agent_id":12,"scenarios":[104]}""",
        """{"agent_id":12,"scenarios":[105]}""",
        """{"agent_id":12,"scenarios":[106]}""",
        """{"agent_id":12,"scenarios":[107]}""",
    ];

    // The mode that the client does not offer.
    private const string OwnRoom =
        """{"agent":12,"scenarios":[{"scenario":101,"pipecat_room_url":"https://rooms.example.com/1","pipecat_token":"t"}]}""";

    // Calls that need a run of their own, in a state of its own.
    private static readonly string[] OtherSteps = ["End", "Chat", "ListenUrl", "Trace", "Outcome", "Progress", "Rerun"];

    private readonly HashSet<string> _served = [];

    public async Task TakeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new CekuraClient(
            new()
            {
                ApiKey = "ck-contract",
                BaseAddress = address,
                Retry = new() { MaxAttempts = 1 },
            },
            handler
        );
        using var http = EmulatedService.Client(handler, address);
        foreach (var operation in Schema.Slice.Corrected.Operations)
        {
            if (await service.ServesAsync(operation))
            {
                _served.Add(operation.Name);
            }
        }

        await StartAsync(client, http, patience.Token);
        await ChatAsync(client, patience.Token);
        await ReadAsync(client, http, patience.Token);
        await new ReviewWalk(client, service, call => CallAsync(client, call.Call, call.Hand)).TakeAsync(patience.Token);
        await EndAsync(client);
    }

    private async Task StartAsync(CekuraClient client, HttpClient http, CancellationToken cancellationToken)
    {
        foreach (var call in BodyCalls.All.Where(call => call.Method.StartsWith("Scenarios.", StringComparison.Ordinal)))
        {
            await CallAsync(client, call, new(0, 0));
        }

        foreach (var body in OtherStarts)
        {
            await CallAsync(client, BodyCalls.Call("Scenarios.RunTextAsync", body, JsonNode.Parse(body)!), new(0, 0));
        }

        using var ownRoom = new StringContent(OwnRoom, Encoding.UTF8, "application/json");
        using var _ = await http.PostAsync("scenarios/run_scenarios_pipecat/", ownRoom, cancellationToken);
        await CallAsync(
            client,
            BodyCalls.Call("Scenarios.RunVoiceAsync", "outbound", JsonNode.Parse("""{"scenarios":[301]}""")!),
            new(0, 0)
        );
        await service.UntilAsync("runs/?status=completed&scenario__id=101", runs => runs["count"]!.GetValue<int>() > 0, cancellationToken);
        await service.UntilAsync("runs/?scenario__id__in=104,105,106,108", AllEnded, cancellationToken);
        await service.UntilAsync(
            "runs/?scenario__id=107",
            runs => runs["results"]![0]!["status"]!.ToString() == "in_progress",
            cancellationToken
        );
    }

    private async Task ChatAsync(CekuraClient client, CancellationToken cancellationToken)
    {
        if (!_served.Contains("POST runs/{id}/chat/"))
        {
            return;
        }

        var started = await client.Scenarios.RunApiChatAsync(new() { ScenarioIds = [103] }, cancellationToken);
        var chat = new RunInHand(started.Id, started.Runs[0].Id, 103);
        await service.UntilAsync($"runs/{chat.Run}/", run => run["status"]!.ToString() == "in_progress", cancellationToken);
        await client.Runs.OpenChatAsync(chat.Run, cancellationToken);
        foreach (var call in BodyCalls.All.Where(call => call.Method == "Runs.SendChatAsync"))
        {
            await CallAsync(client, call, chat);
        }

        var turn = (await client.Runs.SendChatAsync(chat.Run, new() { Content = "Goodbye." }, cancellationToken)).TurnId;
        await client.Runs.GetChatTurnAsync(chat.Run, turn!.Value, cancellationToken);
        await client.Runs.EndChatAsync(chat.Run, cancellationToken: cancellationToken);
        var other = await client.Scenarios.RunApiChatAsync(new() { ScenarioIds = [103] }, cancellationToken);
        await service.UntilAsync($"runs/{other.Runs[0].Id}/", run => run["status"]!.ToString() == "in_progress", cancellationToken);
        await client.Runs.EndChatAsync(other.Runs[0].Id, "done", cancellationToken);
    }

    private async Task ReadAsync(CekuraClient client, HttpClient http, CancellationToken cancellationToken)
    {
        var runs = await service.UntilAsync("runs/?page_size=100", _ => true, cancellationToken);
        var hands = runs["results"]!
            .AsArray()
            .Select(run =>
                (
                    Status: run!["status"]!.ToString(),
                    Hand: new RunInHand(run["result_id"]!.GetValue<long>(), run["id"]!.GetValue<long>(), run["scenario"]!.GetValue<long>())
                )
            )
            .DistinctBy(run => (run.Status, run.Hand.Scenario))
            .Select(run => run.Hand);
        foreach (var hand in hands)
        {
            foreach (var call in ReadCalls.All.Where(call => !OtherSteps.Any(word => call.Method.Contains(word, StringComparison.Ordinal))))
            {
                await CallAsync(client, call, hand);
            }
        }

        foreach (var path in OtherReads)
        {
            if (
                Schema.Slice.Corrected.Find("GET", $"/test_framework/v1/{path.Split('?')[0]}") is { } operation
                && _served.Contains(operation.Name)
            )
            {
                using var _ = await http.GetAsync(path, cancellationToken);
            }
        }

        // The same answers in the older version of these routes, which the client asks for only where there is no newer one.
        var ended = (await service.UntilAsync("runs/?status=completed&scenario__id=101", _ => true, cancellationToken))["results"]![0]!;
        var (result, run) = (ended["result_id"], ended["id"]);
        foreach (
            var path in new[] { "results/", $"results/{result}/", $"runs/?result_id={result}", $"runs/{run}/", $"runs/bulk/?run_ids={run}" }
        )
        {
            using var _ = await http.GetAsync($"/test_framework/v1/{path}", cancellationToken);
        }
    }

    private async Task EndAsync(CekuraClient client)
    {
        var goesOn = await service.UntilAsync("runs/?scenario__id=107", _ => true, CancellationToken.None);
        var run = goesOn["results"]![0]!;
        await client.Runs.EndCallAsync(run["id"]!.GetValue<long>());
        await client.Results.EndCallsAsync(run["result_id"]!.GetValue<long>());
    }

    private async Task CallAsync(CekuraClient client, ClientCall call, RunInHand hand)
    {
        if (_served.Contains(Wire.Operation(await Wire.CaptureAsync(call)).Name))
        {
            await call.SendAsync(client, hand);
        }
    }

    private static bool AllEnded(JsonNode runs) =>
        runs["results"]!.AsArray().All(run => run!["status"]!.ToString() is "completed" or "failed" or "timeout" or "cancelled");
}
