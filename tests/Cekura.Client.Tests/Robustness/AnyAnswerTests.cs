using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cekura.Client.Tests.Robustness;

/// <summary>
/// Whatever a service answers, a call gives a model or one of the client's own exceptions. The trials are the same each time.
/// </summary>
public sealed class AnyAnswerTests
{
    private const int Trials = 400;

    private const string Run = """
        {
          "id": 5544, "status": "completed", "success": true, "scenario": 101, "scenario_name": "Book", "personality": 3, "personality_name": "Plain", "agent": 12, "agent_name": "Desk",
          "result_id": 987, "result_name": "n", "duration": "01:10", "timestamp": "2026-08-20T10:00:00Z", "executed_at": "2026-08-20T10:00:00Z", "evaluation_status": "success",
          "evaluation": { "metrics": [{ "id": 55, "name": "Confirms", "type": "binary", "score": 5, "explanation": ["x"], "enum": null, "passed": true, "extra": { "a": [1] } }] },
          "expected_outcome": { "score": 100, "explanation": ["x"], "outcome_alignments": [{ "outcome": "o", "prompt_part": "p", "aligned": "yes" }] },
          "rubric": [{ "metric": 55, "passed": true }], "critical_categories": [{ "category_id": 42, "category": "c", "priority": "critical", "wrongly_marked": false }],
          "transcript_object": [{ "role": "Main Agent", "content": "Hi", "start_time": 1, "end_time": 2.5, "time": "00:01", "data": { "id": "c", "name": "t", "arguments": "{}" } }],
          "transcript": "Hi", "metadata": { "ended_reason": "x" }, "error_message": "", "is_reviewed": false, "feedback": "", "test_profile_data": { "id": 20 },
          "outbound_number": null, "inbound_number": "+1555", "outbound_dial_window_closes_at": null, "voice_recording_url": "https://example.com/a.mp3"
        }
        """;

    private const string Result =
        $$"""{ "id": 987, "name": "n", "status": "completed", "agent": 12, "total_runs_count": "1", "completed_runs_count": 1, "success_runs_count": 1, "failed_runs_count": 0, "created_at": "2026-08-20T10:00:00Z", "runs": { "5544": {{Run}} } }""";

    private static readonly Dictionary<string, (string Answer, Func<CekuraClient, Task> Call)> Calls = new()
    {
        ["a result"] = (Result, client => client.Results.GetAsync(987)),
        ["results"] = ($$"""{ "count": 1, "next": null, "results": [{{Result}}] }""", client =>
            client.Results.ListAsync(new()).ToListAsync().AsTask()
        ),
        ["a run"] = (Run, client => client.Runs.GetAsync(5544)),
        ["runs in bulk"] = ($"[{Run}]", client => client.Runs.GetManyAsync([5544])),
        ["runs"] = ($$"""{ "count": 1, "next": null, "results": [{{Run}}] }""", client =>
            client.Runs.ListAsync(new() { ResultId = 987 }).ToListAsync().AsTask()
        ),
        ["a start"] = (
            """{ "id": 987, "name": "n", "status": "pending", "runs": [{ "id": 5544, "status": "pending", "scenario": 101, "number": "+1555", "outbound_dial_window_closes_at": "2026-08-20T10:00:00Z" }] }""",
            client => client.Scenarios.RunTextAsync(new() { ScenarioIds = [101] })
        ),
        ["a plan"] = (
            """{ "valid": true, "plan": { "scenario_count": 1, "total_runs": 1, "estimated_cost": 0.5, "scenarios": [{ "name": "a" }] } }""",
            client => client.Scenarios.PlanSuiteAsync(new() { Spec = [], AgentId = 12 })
        ),
        ["scenarios"] = (
            """{ "count": 1, "next": null, "results": [{ "id": 101, "name": "Book", "tags": ["a"], "agent": 12, "personality": 3, "folder_path": "B" }] }""",
            client => client.Scenarios.ListAsync(new()).ToListAsync().AsTask()
        ),
        ["personalities"] = ("""[{ "id": 3, "name": "Plain", "language": "en" }]""", client =>
            client.Personalities.ListAsync().ToListAsync().AsTask()
        ),
        ["an agent"] = ("""{ "id": 12, "agent_name": "Desk", "inbound": true, "language": "en" }""", client => client.Agents.GetAsync(12)),
        ["metrics"] = ("""[{ "id": 55, "name": "Confirms", "eval_type": "binary", "slug": "c" }]""", client =>
            client.Metrics.ListAsync(new()).ToListAsync().AsTask()
        ),
        ["test profiles"] = ("""[{ "id": 20, "name": "Maria", "agent": 12, "information": { "a": "b" } }]""", client =>
            client.TestProfiles.ListAsync(new() { AgentId = 12 }).ToListAsync().AsTask()
        ),
        ["projects"] = ("""[{ "id": 742, "name": "P" }]""", client => client.Projects.ListAsync(new()).ToListAsync().AsTask()),
        ["a test set"] = ("""{ "id": 7, "name": "Kept", "source_id": "5544", "source_model": "Run" }""", client =>
            client.TestSets.CreateFromRunAsync(new() { RunId = 5544, Metrics = [] })
        ),
        ["a prompt"] = ("""{ "improved_prompt": "x", "summary_of_changes": "y" }""", client =>
            client.Prompts.ImproveAsync(new() { Prompt = "x", RunIds = [1] })
        ),
        ["issues"] = ("""{ "issues": [{ "rank": 1, "run_ids": [1], "description": "d", "affected_count": 1 }] }""", client =>
            client.Prompts.GetIssuesAsync(new() { RunIds = [1] })
        ),
        ["progress"] = ("""{ "progress_id": "p", "status": "completed", "improved_prompt": "x" }""", client =>
            client.Prompts.GetProgressAsync("p")
        ),
        ["a chat turn"] = ("""{ "status": "ready", "turn_id": 1, "messages": [{ "role": "user", "content": "Hi" }] }""", client =>
            client.Runs.GetChatTurnAsync(1, 1)
        ),
        ["a link"] = ("""{ "shareable_link": "https://example.com/s" }""", client => client.Results.CreateShareLinkAsync(987)),
    };

    private static readonly string[] Leaves =
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e999",
        "12345678901234567890123",
        "\"\"",
        "\"x\"",
        "\"LONE\"",
        "\"9999-99-99T99:99:99Z\"",
        "\"99999999999:00\"",
        "\"NaN\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"id\":{}}",
        "[{\"id\":\"x\"}]",
    ];

    public static TheoryData<string> Answers => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_any_shape_is_a_model_or_an_exception_of_ours(string name)
    {
        var (answer, call) = Calls[name];
        var random = new Random(20261123);
        var understood = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            understood += await SurvivesAsync(call, trial == 0 ? answer : Changed(answer, random)) ? 1 : 0;
        }

        Assert.InRange(understood, 1, Trials);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>502</body></html>")]
    [InlineData("{\"id\": 987, \"runs\": [")]
    [InlineData("\u0000")]
    public async Task What_is_no_document_is_said(string body)
    {
        foreach (var (_, call) in Calls.Values)
        {
            Assert.False(await SurvivesAsync(call, body));
        }
    }

    [Fact]
    public async Task A_document_that_is_too_deep_is_said()
    {
        var deep = new StringBuilder().Insert(0, "[", 100_000).Append(']', 100_000).ToString();

        Assert.False(await SurvivesAsync(client => client.Results.GetAsync(987), deep));
    }

    private static async Task<bool> SurvivesAsync(Func<CekuraClient, Task> call, string body)
    {
        using var handler = new Answering(body);
        using var client = new CekuraClient(
            new()
            {
                ApiKey = "ck-any",
                BaseAddress = new Uri("http://127.0.0.1/"),
                Retry = new() { MaxAttempts = 1 },
            },
            handler
        );
        try
        {
            await call(client);
            return true;
        }
        catch (CekuraException e)
        {
            Assert.NotEmpty(e.Message);
            return false;
        }
    }

    // One to three places of the document become something else, or go away.
    private static string Changed(string answer, Random random)
    {
        var document = JsonNode.Parse(answer)!;
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var places = Places(document).ToList();
            if (places.Count == 0)
            {
                break;
            }

            var leaf = random.Next(Leaves.Length + 1) is var at && at < Leaves.Length ? JsonNode.Parse(Leaves[at]) : null;
            switch (places[random.Next(places.Count)])
            {
                case (JsonObject parent, string name) when at == Leaves.Length:
                    parent.Remove(name);
                    break;
                case (JsonObject parent, string name):
                    parent[name] = leaf;
                    break;
                case (JsonArray parent, int index):
                    parent[index] = leaf;
                    break;
            }
        }

        // A surrogate without its other half, which no writer writes.
        return document.ToJsonString().Replace("LONE", "\\ud800", StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.SelectMany(member => Places(member.Value).Prepend((json, member.Key))),
            JsonArray list => list.SelectMany((entry, index) => Places(entry).Prepend((list, (object)index))),
            _ => [],
        };

    private sealed class Answering(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                }
            );
    }
}
