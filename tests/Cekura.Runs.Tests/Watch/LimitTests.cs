using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Watch;

/// <summary>
/// Time limits end what they are about at their moment, and decide, whatever the service answers, and whether it answers.
/// </summary>
public sealed class LimitTests
{
    private const string OfHalfAMinute = """
        { "name": "S", "personalities": [ { "id": 3, "name": "Calm" } ], "scenarios": [ { "id": 101, "name": "Book", "timeout": "00:00:30" } ] }
        """;

    private const int FirstPoll = 2;

    private static CekuraSettings TenSeconds => new() { TimeoutSeconds = 10 };

    [Theory]
    [InlineData("never_answer")]
    [InlineData("status:503")]
    [InlineData("status:429")]
    public async Task The_batch_is_ended_at_its_limit_though_nothing_can_be_read(string trouble)
    {
        using var service = Service(trouble, from: 5);

        await service.RunAsync(settings: TenSeconds);

        Assert.Equal([(10.0, "POST /results/1001/end_calls/")], service.Ends);
        AssertOutOfTime(service.Verdict, "Run 5001 was still in_progress after 10 s. Asked the emulator to end it.");
        Assert.InRange(service.Judged, 10, 15);
        Assert.InRange(service.Over, 10, 15);
    }

    [Theory]
    [InlineData("never_answer")]
    [InlineData("status:503")]
    public async Task A_run_is_ended_at_its_limit_though_it_was_not_seen_since_it_began(string trouble)
    {
        using var service = Service(trouble, from: 5);

        await service.RunAsync(OfHalfAMinute);

        var seen = service.Calls.First(call => call.Call == "GET /results/1001/").At;
        Assert.Equal((seen + 30, "POST /runs/5001/end_call/"), service.Ends.First());
        AssertOutOfTime(service.Verdict, "Run 5001 was still in_progress after 30 s. Asked the emulator to end it.");
        Assert.InRange(service.Judged, seen + 30, seen + 35);
    }

    [Fact]
    public async Task A_run_that_hangs_when_it_is_read_in_full_does_not_hold_the_others_beyond_their_limit()
    {
        using var service = new WatchedService { Outages = [new("never_answer") { Path = "/runs/bulk/" }] };

        await service.RunAsync(
            """{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Move" } ] }""",
            TenSeconds
        );

        Assert.Equal([(10.0, "POST /results/1001/end_calls/")], service.Ends);
        AssertOutOfTime(
            service.Heard.Verdicts["Move [Own personality]"],
            "Run 5002 was still in_progress after 10 s. Asked the emulator to end it."
        );
        Assert.StartsWith(
            "Lost contact with the emulator after run 5001 had ended",
            service.Heard.Verdicts["Book [Own personality]"].Message,
            StringComparison.Ordinal
        );
        Assert.InRange(service.Over, 10, 16);
    }

    [Fact]
    public async Task What_ended_just_before_the_limit_is_seen_to_have()
    {
        using var service = new WatchedService { Replay = """{ "delay_ms": 8500, "success": true }""" };

        await service.RunAsync(settings: TenSeconds);

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
        Assert.False(service.IsEnded);
    }

    [Theory]
    [InlineData(null, "completed", true, "completed, scored as a success")]
    [InlineData(null, "completed", false, "completed, scored as a failure")]
    [InlineData(null, "cancelled", null, "cancelled")]
    [InlineData(null, "failed", null, "failed")]
    [InlineData(OfHalfAMinute, "completed", true, "completed, scored as a success")]
    [InlineData(OfHalfAMinute, "cancelled", null, "cancelled")]
    public async Task The_limit_decides_whatever_becomes_of_a_run_that_was_ended(
        string? manifest,
        string status,
        bool? success,
        string note
    )
    {
        // The last read comes a second after the limit. What ends in another way than cancelled does so by itself before that, and before
        // it is heard that it should be ended.
        var limit = manifest is null ? 10 : FirstPoll + 30;
        using var service = new WatchedService
        {
            Replay =
                status == "cancelled"
                    ? WatchedService.Endless
                    : $$"""{ "status": "{{status}}", "delay_ms": {{(limit * 1000) + 500}}, "success": {{(success is { } scored ? scored ? "true" : "false" : "null")}} }""",
            Outages =
            [
                new("slow_ms:1000") { Path = "/runs/bulk/" },
                .. status == "cancelled" ? Array.Empty<Outage>() : [new("slow_ms:2000") { Method = "POST", Path = "/end_call" }],
            ],
            Alter = (_, _, answer) =>
            {
                foreach (var run in WatchedService.RunsOf(answer).Where(_ => success is null))
                {
                    run["success"] = null;
                }
            },
        };

        await service.RunAsync(
            manifest,
            new CekuraSettings { TimeoutSeconds = manifest is null ? 10 : 3600, Infrastructure = InfrastructureOutcome.Skip }
        );

        AssertOutOfTime(
            service.Verdict,
            $"Run 5001 was still in_progress after {(manifest is null ? 10 : 30)} s. Asked the emulator to end it."
        );
        Assert.Contains($"after the time limit it was {note}, which does not count", service.Verdict.Notes);
        Assert.Single(service.Ends);
    }

    [Fact]
    public async Task A_score_that_comes_after_the_limit_comes_too_late()
    {
        using var service = new WatchedService
        {
            Alter = (service, call, answer) =>
            {
                if (call.StartsWith("GET", StringComparison.Ordinal) && !service.IsEnded && service.Now < 10)
                {
                    Assert.Single(WatchedService.RunsOf(answer))["success"] = null;
                }
            },
        };

        await service.RunAsync(settings: TenSeconds);

        Assert.Equal(
            (Outcome.Failed, "V17", "Run 5001 ended but was not scored within 10 s."),
            (service.Verdict.Outcome, service.Verdict.Runs[0].Rule, service.Verdict.Message!.Split('\n')[0])
        );
    }

    private static WatchedService Service(string trouble, double from) =>
        new() { Replay = WatchedService.Endless, Outages = [new(trouble, from)] };

    private static void AssertOutOfTime(CaseVerdict verdict, string headline) =>
        Assert.Equal(
            (Outcome.Failed, "V10", headline),
            (verdict.Outcome, Assert.Single(verdict.Runs).Rule, verdict.Message!.Split('\n')[0])
        );
}
