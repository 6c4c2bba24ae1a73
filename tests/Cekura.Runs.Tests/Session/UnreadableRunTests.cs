using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Session;

/// <summary>Of the runs that one answer brings, one that nobody can read is its own case's trouble.</summary>
public sealed class UnreadableRunTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();
    private readonly VirtualTime _time = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_run_that_cannot_be_read_fails_its_case_alone()
    {
        // Started and shown as every other one; what came of it is not to be read.
        _service.Alter = (call, answer) =>
        {
            if (call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal))
            {
                foreach (var run in answer.AsArray().Where(run => (long)run!["id"]! == 5002))
                {
                    run!["id"] = "run-5002";
                }
            }
        };

        await RunAsync();

        Assert.Equal(
            [("A [Own personality]", Outcome.Passed), ("B [Own personality]", Outcome.Failed), ("C [Own personality]", Outcome.Passed)],
            _heard.Verdicts.Select(pair => (pair.Key, pair.Value.Outcome)).Order()
        );
        Assert.Contains(
            "an id is missing or is not a whole number",
            _heard.Verdicts["B [Own personality]"].Message,
            StringComparison.Ordinal
        );
        Assert.True(
            _service.Requests.Count(call => call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal)) > 1,
            "It is asked for again."
        );
    }

    [Fact]
    public async Task A_run_that_the_answer_to_a_start_spoils_is_found_in_the_result()
    {
        _service.Alter = (call, answer) =>
        {
            if (call.StartsWith("POST /scenarios/", StringComparison.Ordinal))
            {
                answer["runs"]![1]!["id"] = "run-5002";
            }
        };

        await RunAsync();

        Assert.Equal(3, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.DoesNotContain(verdict.Notes, note => note.Contains("was lost", StringComparison.Ordinal))
        );
        Assert.Single(_service.Starts);
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("GET /results/?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_a_look_at_the_result_cannot_read_does_not_hide_the_others()
    {
        _service.Instead = call =>
            call.StartsWith("GET /results/1001/", StringComparison.Ordinal)
                ? FaultScript.Json(
                    """{ "id": 1001, "status": "completed", "runs": [{ "id": 5001, "status": "completed", "success": true }, { "id": {}, "status": "completed" }, { "id": 5003, "status": "completed", "success": true }] }"""
                )
                : null;

        await RunAsync();

        // Read in full the second one is as good as the others.
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
        Assert.Equal(3, _heard.Verdicts.Count);
    }

    [Fact]
    public async Task A_run_that_is_nested_without_end_is_judged_like_every_other_one()
    {
        // An agent that sends that decides nothing by it.
        _service.Shape = run => run["metadata"] = EmulatedService.ScenarioOf(run) == 102 ? Nested(900) : null;

        await RunAsync();

        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
        Assert.Equal(3, _heard.Verdicts.Count);
    }

    private static JsonObject Nested(int levels)
    {
        var inner = new JsonObject();
        for (var level = 1; level < levels; level++)
        {
            inner = new JsonObject { ["a"] = inner };
        }

        return inner;
    }

    private async Task RunAsync()
    {
        const string Three =
            """{ "name": "S", "scenarios": [ { "id": 101, "name": "A" }, { "id": 102, "name": "B" }, { "id": 103, "name": "C" } ] }""";
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(Three), "cekura.json").Manifest!;
        using var client = _service.Client(_time);
        var session = new RunSession(
            client,
            new(),
            _heard,
            new SessionOptions
            {
                Suite = "S",
                Schedule = new PollSchedule(Pause, Pause),
                Time = _time,
            }
        );
        await _time.RunAsync(() => session.RunAsync(CaseMatrix.Expand(manifest, new())));
    }
}
