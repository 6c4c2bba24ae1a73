using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Watch;
using Cekura.Simulation;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>How often runs are looked at follows from what the answers say of them, never from where they come from.</summary>
public sealed class ScheduleChoiceTests
{
    [Theory]
    [InlineData("""{ "run_type": "Voice" }""", "Voice")]
    [InlineData("""{ "run_as_text": false }""", "Voice")]
    [InlineData("""{ "run_as_text": false, "run_type": "WebSocket" }""", "Text")]
    [InlineData("""{ "run_as_text": true, "run_type": "Voice" }""", "Text")]
    [InlineData("""{ "run_type": "Text" }""", "Text")]
    [InlineData("""{ "run_type": null }""", "Text")]
    [InlineData("[]", "Text")]
    public void By_how_the_answer_says_that_they_are_held(string answer, string schedule)
    {
        using var json = JsonDocument.Parse(answer);

        Assert.Same(typeof(PollSchedule).GetProperty(schedule)!.GetValue(null), ScheduleChoice.For(json.RootElement));
    }

    [Theory]
    [InlineData("text", false)]
    [InlineData("websocket", false)]
    [InlineData("api_chat", false)]
    [InlineData("voice", true)]
    [InlineData("sip", true)]
    [InlineData("livekit_v2", true)]
    public void Calls_are_polled_less_often_than_conversations_in_writing(string mode, bool isSpoken) =>
        Assert.Same(
            isSpoken ? PollSchedule.Voice : PollSchedule.Text,
            ScheduleChoice.For(Assert.Single(RunPlan.For([SimulatedSession.Case(1, mode)]).Batches))
        );

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "emulated": "true" }""")]
    [InlineData("""{ "emulated": true }""")]
    public async Task A_proxy_on_this_machine_is_looked_at_early_once_and_an_emulator_often(string? metadata)
    {
        var time = new VirtualTime();
        using var service = new EmulatedService
        {
            Replay = EmulatedService.Endless,
            Time = time,
            Shape = run => run["metadata"] = metadata is null ? null : JsonNode.Parse(metadata),
        };
        using var client = service.Client();
        var manifest = new ManifestReader()
            .Parse("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }"""u8.ToArray(), "cekura.json")
            .Manifest!;
        var cases = CaseMatrix.Expand(manifest, new());
        using var stop = new CancellationTokenSource();

        var session = new RunSession(
            client,
            new(),
            new Heard(),
            new SessionOptions
            {
                Suite = "S",
                Time = time,
                IsLocal = true,
            }
        ).RunAsync(cases, stop.Token);
        for (var elapsed = TimeSpan.Zero; elapsed < PollSchedule.Text.First; elapsed += PollSchedule.Emulator.First)
        {
            await time.WhenTimerDueWithinAsync(PollSchedule.Text.Ceiling);
            time.Advance(PollSchedule.Emulator.First);
        }

        await time.WhenTimerDueWithinAsync(PollSchedule.Text.Ceiling);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session);
        Assert.InRange(
            service.Requests.Count(call => call.StartsWith("GET /results/", StringComparison.Ordinal)),
            metadata is """{ "emulated": true }""" ? 3 : 1,
            metadata is """{ "emulated": true }""" ? 10 : 1
        );
    }
}
