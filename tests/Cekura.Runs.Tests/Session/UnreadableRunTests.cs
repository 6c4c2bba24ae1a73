using System.Text;
using System.Text.Json.Nodes;
using Cekura.Client;
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

    private readonly FakeService _service = new();
    private readonly Heard _heard = new();
    private readonly VirtualTime _time = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_run_that_cannot_be_read_fails_its_case_alone()
    {
        // Started and shown as every other one; what came of it is not to be read.
        var bulk = 0;
        _service.Instead = call =>
        {
            if (!call.StartsWith("GET /runs/bulk/", StringComparison.Ordinal))
            {
                return null;
            }

            bulk++;
            var runs = Uri.UnescapeDataString(call.Split("run_ids=")[1])
                .Split(',')
                .Select(long.Parse)
                .Select(id =>
                    $$"""{ "id": {{(id == 5001 ? "\"run-5001\"" : $"{id}")}}, "result_id": 901, "scenario": {{id - 4899}}, "personality": 3, "status": "completed", "success": true }"""
                );
            return FakeService.Json($"[{string.Join(',', runs)}]");
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
        Assert.True(bulk > 1, "It is asked for again.");
    }

    [Fact]
    public async Task A_run_that_the_answer_to_a_start_spoils_is_found_in_the_result()
    {
        _service.SpoilsAnswers = true;

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
            call.StartsWith("GET /results/901/", StringComparison.Ordinal)
                ? FakeService.Json(
                    """{ "id": 901, "status": "completed", "runs": [{ "id": 5000, "status": "completed", "success": true }, { "id": {}, "status": "completed" }, { "id": 5002, "status": "completed", "success": true }] }"""
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
        _service.Shape = run => run["metadata"] = (long)run["scenario"]! == 102 ? Nested(900) : null;

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
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test", TimeProvider = _time }, _service);
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
