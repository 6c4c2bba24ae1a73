using System.Net;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Session;

public sealed class RunSessionTests : IDisposable
{
    private const string TwoByTwo = """
        { "name": "S", "agent": 12, "personalities": [ { "id": 3, "name": "Calm" }, { "id": 7, "name": "Fast" } ],
          "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Cancel" } ] }
        """;

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_matrix_is_started_once_and_every_case_gets_its_verdict()
    {
        _service.Replays = new Dictionary<long, string> { [102] = EmulatedService.Failure };

        await RunAsync(TwoByTwo);

        var start = Assert.Single(_service.Starts);
        Assert.Equal("""[101,102]""", start["scenarios"]!.ToJsonString());
        Assert.Equal("""[3,7]""", start["personality_ids"]!.ToJsonString());
        Assert.Equal(12, (int)start["agent_id"]!);
        Assert.StartsWith("S 20", (string)start["name"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["Book [Calm] Passed", "Book [Fast] Passed", "Cancel [Calm] Failed", "Cancel [Fast] Failed"],
            _heard.Verdicts.Select(pair => $"{pair.Key} {pair.Value.Outcome}").Order(StringComparer.Ordinal)
        );
        Assert.All(_heard.Verdicts.Keys, name =>
            Assert.True(_heard.Events.ToList().IndexOf($"start {name}") < _heard.Events.ToList().IndexOf($"finish {name}"))
        );
    }

    [Fact]
    public async Task Only_the_selected_pairs_are_started()
    {
        await RunAsync(TwoByTwo, select: scenarioCase => scenarioCase.DisplayName != "Cancel [Fast]");

        Assert.Equal(3, _service.Starts.Sum(start => start["scenarios"]!.AsArray().Count * start["personality_ids"]!.AsArray().Count));
        Assert.Equal(3, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task Repetitions_are_one_case_with_one_verdict()
    {
        _service.Shape = run => run["success"] = (long)run["id"]! % 2 == 0;

        await RunAsync("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book", "frequency": 4, "pass_at_least": 2 } ] }""");

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Passed, 2, 4), (verdict.Outcome, verdict.Passed, verdict.Total));
        Assert.Equal([5001L, 5002, 5003, 5004], verdict.Runs.Select(run => run.Run!.Id));
    }

    [Theory]
    [InlineData(
        HttpStatusCode.BadRequest,
        """["Invalid personalities provided."]""",
        "Cekura did not start the run (HTTP 400): Invalid personalities provided."
    )]
    [InlineData(
        HttpStatusCode.PaymentRequired,
        """{"detail":"Insufficient balance for this operation"}""",
        "Cekura did not start the run: insufficient balance. Nothing was tested."
    )]
    [InlineData(
        HttpStatusCode.Unauthorized,
        """{"detail":"Invalid API key."}""",
        "Cekura did not start the run: the API key was not accepted (Invalid API key)."
    )]
    public async Task A_refused_start_fails_each_case_with_the_service_s_words(HttpStatusCode status, string body, string message)
    {
        _service.Instead = call => call.StartsWith("POST", StringComparison.Ordinal) ? FaultScript.Json(body, status) : null;

        await RunAsync(TwoByTwo);

        Assert.Equal(4, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal((Outcome.Failed, message), (verdict.Outcome, verdict.Message!.Split('\n')[0]))
        );
    }

    [Fact]
    public async Task One_scenario_that_the_service_refuses_does_not_fail_the_others()
    {
        await RunAsync(
            """
            { "name": "S", "personalities": [3, 7], "scenarios": [ { "id": 1, "name": "A" }, { "id": 2, "name": "B" }, { "id": 999, "name": "C" }, { "id": 4, "name": "D" } ] }
            """
        );

        Assert.Equal(
            ["C [Personality 3]", "C [Personality 7]"],
            _heard.Verdicts.Where(pair => pair.Value.Outcome == Outcome.Failed).Select(pair => pair.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(6, _heard.Verdicts.Count(pair => pair.Value.Outcome == Outcome.Passed));
        Assert.StartsWith("Cekura scenario 999 was not found", _heard.Verdicts["C [Personality 3]"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_of_unknown_outcome_is_not_sent_again()
    {
        _service.Instead = call =>
            call.StartsWith("POST", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null;

        await RunAsync(TwoByTwo);

        Assert.Single(_service.Requests, call => call.StartsWith("POST", StringComparison.Ordinal));
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Contains("was not retried, because it may have been created", verdict.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_case_for_which_the_service_made_no_run_fails()
    {
        _service.Instead = call =>
            call.StartsWith("POST", StringComparison.Ordinal) ? FaultScript.Json("""{ "id": 987, "runs": [] }""")
            : call == "GET /results/987/" ? FaultScript.Json("""{ "id": 987, "status": "completed", "runs": [] }""")
            : null;

        await RunAsync("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }""");

        Assert.Equal("Cekura created no run for scenario 101 \"Book\" in result 987.", Assert.Single(_heard.Verdicts).Value.Message);
    }

    [Fact]
    public async Task Runs_that_the_service_loses_are_not_green_whosever_they_were()
    {
        _service.Instead = call =>
            call.StartsWith("GET /results/", StringComparison.Ordinal)
                ? FaultScript.Json("""{ "id": 1001, "status": "completed", "runs": [] }""")
            : call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal) ? FaultScript.Json("[]")
            : null;

        await RunAsync(TwoByTwo);

        Assert.Equal(4, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal(
                (Outcome.Failed, $"Run {Assert.Single(verdict.Runs).Run!.Id} disappeared from result 1001."),
                (verdict.Outcome, verdict.Message?.Split('\n')[0])
            )
        );
    }

    [Fact]
    public async Task A_run_whose_details_cannot_be_read_is_not_green()
    {
        _service.Instead = call =>
            call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal) ? FaultScript.Json("{}", HttpStatusCode.Forbidden) : null;

        await RunAsync("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }""");

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.StartsWith("Lost contact with Cekura", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_details_cannot_be_read_keeps_what_the_last_look_showed_of_it()
    {
        _service.Shape = run => run["call_id"] = "seen at the last look";
        _service.Instead = call =>
            call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal) ? FaultScript.Json("{}", HttpStatusCode.Forbidden) : null;

        await RunAsync("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book" } ] }""");

        var run = Assert.Single(Assert.Single(_heard.Verdicts).Value.Runs).Run!;
        Assert.Contains("\"call_id\": \"seen at the last look\"", new RunDocument().Write(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_result_once_and_leaves_the_case_without_a_verdict()
    {
        using var cancel = new CancellationTokenSource();
        _service.Replay = EmulatedService.Endless;
        _service.Instead = call =>
        {
            if (call.StartsWith("GET /results/", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }

            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(TwoByTwo, cancellation: cancel.Token));

        Assert.Equal(
            ["POST /results/1001/end_calls/"],
            _service.Requests.Where(call => call.Contains("end_call", StringComparison.Ordinal))
        );
        Assert.Empty(_heard.Verdicts);
        Assert.Contains(_heard.Messages, message =>
            message.Text.Contains("end the active conversations of result 1001", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task More_runs_than_allowed_start_nothing()
    {
        await RunAsync(TwoByTwo, new CekuraSettings { MaxRuns = 3 });

        Assert.Empty(_service.Requests);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal(
                (
                    Outcome.Failed,
                    "Nothing was started: 4 runs of 4 cases in 1 request, but MaxRuns is 3. Select fewer tests, or raise MaxRuns. The rest stands once in the messages of the test run."
                ),
                (verdict.Outcome, verdict.Message)
            )
        );
        Assert.Equal(
            (
                MessageSeverity.Error,
                """
                Nothing was started: 4 runs of 4 cases in 1 request, but MaxRuns is 3. Select fewer tests, or raise MaxRuns.
                  Suite  Starts                         Mode  Runs
                  S      2 scenarios x 2 personalities  text  4
                """.ReplaceLineEndings("\n")
            ),
            Assert.Single(_heard.Messages)
        );
    }

    [Fact]
    public async Task A_dry_run_starts_nothing_and_is_not_green()
    {
        await RunAsync(TwoByTwo, new CekuraSettings { DryRun = true });

        Assert.Empty(_service.Requests);
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Skipped, verdict.Outcome));
        Assert.Equal(
            (
                MessageSeverity.Warning,
                "Dry run: nothing was started. It would be 4 runs of 4 cases in 1 request.\n  Suite  Starts                         Mode  Runs\n  S      2 scenarios x 2 personalities  text  4"
            ),
            Assert.Single(_heard.Messages)
        );
    }

    [Fact]
    public async Task A_skipped_scenario_says_why_and_is_not_started()
    {
        await RunAsync("""{ "name": "S", "scenarios": [ { "id": 101, "name": "Book", "skip": "waiting for the new calendar" } ] }""");

        Assert.Empty(_service.Requests);
        Assert.Equal(
            (Outcome.Skipped, "waiting for the new calendar"),
            (_heard.Verdicts["Book [Own personality]"].Outcome, _heard.Verdicts["Book [Own personality]"].Message)
        );
    }

    private async Task RunAsync(
        string manifest,
        CekuraSettings? settings = null,
        Func<ScenarioCase, bool>? select = null,
        CancellationToken cancellation = default
    )
    {
        settings ??= new CekuraSettings();
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
        await session.RunAsync([.. CaseMatrix.Expand(read, settings).Where(select ?? (_ => true))], cancellation);
    }
}
