using System.Net;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Session;

/// <summary>Runs that are started again because they never took place, and runs that are ended because they no longer matter.</summary>
public sealed class RepetitionTests : IDisposable
{
    private const string TwoByTwo = """
        { "name": "S", "personalities": [ { "id": 3, "name": "Calm" }, { "id": 7, "name": "Fast" } ],
          "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Cancel" } ] }
        """;

    private const string FiveTimes = """
        { "name": "S", "personalities": [3, 7], "scenarios": [ { "id": 101, "name": "Book", "frequency": 5, "pass_at_least": 2 } ] }
        """;

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Only_pairs_that_never_took_place_are_started_again()
    {
        _service.Shape = run =>
        {
            run["status"] = (long)run["id"]! is 5001 or 5004 ? "failed" : "completed";
            run["metadata"] = null;
        };

        await RunAsync(TwoByTwo, new CekuraSettings { InfrastructureRetries = 2 });

        Assert.Equal(
            ["[101,102] × [3,7]", "[101] × [3]", "[102] × [7]"],
            _service.Starts.Select(start => $"{start["scenarios"]!.ToJsonString()} × {start["personality_ids"]!.ToJsonString()}")
        );
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
        Assert.Contains(
            "started again after an infrastructure failure: Run 5001 did not take place: no reason given.",
            _heard.Verdicts["Book [Calm]"].Notes
        );
        Assert.DoesNotContain(_heard.Verdicts["Book [Fast]"].Notes, note => note.Contains("again", StringComparison.Ordinal));
        Assert.Equal(
            (MessageSeverity.Warning, "Runs that never took place are started again: 2 runs of 2 cases in 2 requests."),
            Assert.Single(_heard.Messages)
        );
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public async Task What_never_takes_place_is_given_up_after_the_retries(int retries, int starts)
    {
        _service.Replay = EmulatedService.NoConnection;

        await RunAsync(
            """{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }""",
            new CekuraSettings { InfrastructureRetries = retries }
        );

        Assert.Equal(starts, _service.Starts.Count);
        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.StartsWith($"Run {5001 + retries} did not take place", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(retries, verdict.Notes.Count(note => note.StartsWith("started again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Starting_again_keeps_to_the_limit_on_runs()
    {
        _service.Replay = EmulatedService.NoConnection;

        await RunAsync(TwoByTwo, new CekuraSettings { InfrastructureRetries = 5, MaxRuns = 7 });

        Assert.Equal(7, _service.Starts.Sum(start => start["scenarios"]!.AsArray().Count * start["personality_ids"]!.AsArray().Count));
        Assert.Equal(4, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task Starting_again_keeps_to_the_limit_on_cost()
    {
        _service.Replay = EmulatedService.NoConnection;

        await RunAsync(
            TwoByTwo,
            new CekuraSettings
            {
                InfrastructureRetries = 5,
                MaxCost = 0.70m,
                CostPerRun = RunPrices.Parse(["0.10"])!,
            }
        );

        Assert.Equal(7, _service.CreatedRuns.Count());
        Assert.Equal(4, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task A_second_start_of_unknown_outcome_is_not_sent_again()
    {
        _service.Replay = EmulatedService.NoConnection;
        _service.Instead = call =>
            call.StartsWith("POST /scenarios/", StringComparison.Ordinal) && _service.Starts.Count > 0
                ? new HttpResponseMessage(HttpStatusCode.BadGateway)
                : null;

        await RunAsync(
            """{ "name": "S", "scenarios": [ { "id": 101, "name": "Book", "frequency": 3 } ] }""",
            new CekuraSettings { InfrastructureRetries = 5 }
        );

        Assert.Equal(2, _service.Requests.Count(call => call.StartsWith("POST /scenarios/", StringComparison.Ordinal)));
        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, 3, 0), (verdict.Outcome, verdict.Runs.Count, verdict.Total));
        Assert.Contains("was not retried, because it may have been created", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_cannot_change_the_outcome_is_not_started_again()
    {
        _service.Shape = run => run["status"] = (long)run["id"]! == 5005 ? "failed" : "completed";

        await RunAsync(FiveTimes.Replace("[3, 7]", "[3]", StringComparison.Ordinal), new CekuraSettings { InfrastructureRetries = 1 });

        Assert.Single(_service.Starts);
        Assert.Equal(
            (Outcome.Passed, 5, 4, 4),
            Assert.Single(_heard.Verdicts).Value is var verdict
                ? (verdict.Outcome, verdict.Runs.Count, verdict.Passed, verdict.Total)
                : default
        );
    }

    [Fact]
    public async Task Repetitions_of_several_starts_make_one_verdict()
    {
        _service.Shape = run => run["status"] = (long)run["id"]! is 5002 or 5003 ? "failed" : "completed";

        await RunAsync(
            """{ "name": "S", "scenarios": [ { "id": 101, "name": "Book", "frequency": 3 } ] }""",
            new CekuraSettings { InfrastructureRetries = 1 }
        );

        Assert.Equal(2, (int)_service.Starts[^1]["frequency"]!);
        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Passed, 3), (verdict.Outcome, verdict.Total));
        Assert.Equal([5001L, 5004, 5005], verdict.Runs.Select(run => run.Run!.Id));
    }

    [Theory]
    [InlineData(true, Outcome.Passed)]
    [InlineData(false, Outcome.Failed)]
    internal async Task Repetitions_that_no_longer_matter_are_ended_once_and_only_those(bool success, Outcome outcome)
    {
        // With personality 3 enough have ended and the rest talks on; with 7 all have ended.
        var enough = success ? 2 : 4;
        _service.Shape = run =>
        {
            run["success"] = success;
            run["status"] = (string)run["personality_name"]! == "Fast" || (long)run["id"]! < 5001 + enough ? "completed" : "in_progress";
        };

        await RunAsync(FiveTimes, new CekuraSettings { StopWhenDecided = true });

        Assert.Equal(
            Enumerable.Range(5001 + enough, 5 - enough).Select(id => $"POST /runs/{id}/end_call/"),
            _service.Requests.Where(call => call.Contains("end_call", StringComparison.Ordinal))
        );
        var decided = _heard.Verdicts["Book [Personality 3]"];
        Assert.Equal((outcome, enough), (decided.Outcome, decided.Total));
        Assert.Contains(decided.Notes, note => note.EndsWith("ended early: the outcome was decided.", StringComparison.Ordinal));
        Assert.Equal((outcome, 5), (_heard.Verdicts["Book [Personality 7]"].Outcome, _heard.Verdicts["Book [Personality 7]"].Total));
    }

    [Fact]
    public async Task Without_the_setting_every_repetition_is_waited_for()
    {
        using var cancel = new CancellationTokenSource();
        var polls = 0;
        _service.Shape = run => run["status"] = (long)run["id"]! < 5003 ? "completed" : "in_progress";
        _service.Instead = call =>
        {
            if (call.StartsWith("GET /results/", StringComparison.Ordinal) && ++polls == 5)
            {
                cancel.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(FiveTimes.Replace("[3, 7]", "[3]", StringComparison.Ordinal), new CekuraSettings(), cancel.Token)
        );

        Assert.Empty(_heard.Verdicts);
        Assert.DoesNotContain(_service.Requests, call => call.Contains("/end_call/", StringComparison.Ordinal));
    }

    private async Task RunAsync(string manifest, CekuraSettings settings, CancellationToken cancellation = default)
    {
        var read = new ManifestReader().Parse(Encoding.UTF8.GetBytes(manifest), "cekura.json").Manifest!;
        using var client = _service.Client();
        var session = new RunSession(
            client,
            settings,
            _heard,
            new SessionOptions
            {
                Suite = read.Name,
                Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
                LostStartPauses = [TimeSpan.Zero],
            }
        );
        await session.RunAsync([.. CaseMatrix.Expand(read, settings)], cancellation);
    }
}
