using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Tests.Wire;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Runs.Session;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Agents;

/// <summary>
/// A chat that an agent answers by a protocol of its own: from the manifest to the verdict, with a real socket to the agent.
/// </summary>
public sealed class ProtocolChatTests : IDisposable
{
    private const string Shown =
        "It has to answer { \"choices\": [ { \"message\": { \"content\": \"Hello\" } } ] }, or a stream of such deltas.";

    private readonly Heard _heard = new();
    private readonly EmulatedService _service = new()
    {
        Script = """
            { "role": "Alex", "conditions": [
              { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
              { "id": 1, "condition": "/name/", "action": "Alex", "type": "standard", "fixed_message": true },
              { "id": 2, "condition": "/booked/", "action": "<endcall />", "type": "standard", "fixed_message": true } ] }
            """,
    };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task The_agent_answers_and_its_calls_stand_where_it_made_them()
    {
        await using var agent = new WireAgent(
            (request, reply) =>
                request.Json["messages"]!.AsArray().Count == 1
                    ? reply.JsonAsync("""{ "choices": [ { "message": { "content": "Your name?" } } ] }""")
                    : reply.EventsAsync(
                        """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c7","function":{"name":"book","arguments":"{}"}}]}}]}""",
                        """{"choices":[{"delta":{"content":"It is "}}]}""",
                        """{"choices":[{"delta":{"content":"booked."},"finish_reason":"stop"}]}"""
                    )
        );

        await RunAsync(agent.Url);

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.True(verdict.Outcome == Outcome.Passed, verdict.Message);
        Assert.Equal(2, agent.Requests.Count);
        Assert.Equal(
            [
                """{"content":"Your name?"}""",
                """{"role":"Function Call","data":{"id":"c7","name":"book","arguments":"{}"}}""",
                """{"content":"It is booked."}""",
            ],
            _service
                .Handler.Requests.Where(request => request.Call == "POST /runs/5001/chat/")
                .Select(request => request.Body!.ToJsonString())
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_that_never_answered_is_infrastructure(bool skips)
    {
        var nowhere = WireAgent.Nowhere();

        await RunAsync(nowhere, new CekuraSettings { Infrastructure = skips ? InfrastructureOutcome.Skip : InfrastructureOutcome.Fail });

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal(
            (skips ? Outcome.Skipped : Outcome.Failed, true, "V28"),
            (verdict.Outcome, verdict.Runs[0].IsInfrastructure, verdict.Runs[0].Rule)
        );
        Assert.StartsWith($"The agent's side of the chat failed: Nothing listens at {nowhere}. Start the agent", verdict.Message!);
    }

    [Theory]
    [InlineData("""{ "choices": [] }""", "answered \"{\"choices\":[]}\", which has no message. " + Shown)]
    [InlineData(
        """{ "choices": [ { "message": { "content": " " } } ] }""",
        "answered without words and did not end the chat, so the caller has nothing to answer. " + Shown
    )]
    public async Task An_answer_that_is_none_fails_the_case(string answer, string message)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(answer));

        await RunAsync(agent.Url);

        var verdict = Assert.Single(_heard.Verdicts).Value;
        Assert.Equal((Outcome.Failed, false), (verdict.Outcome, verdict.Runs[0].IsInfrastructure));
        Assert.StartsWith($"The agent's side of the chat failed: The agent at {agent.Url} {message}", verdict.Message!);
    }

    private async Task RunAsync(string url, CekuraSettings? settings = null)
    {
        var options = new JsonObject
        {
            ["name"] = "S",
            ["mode"] = "api_chat",
            ["scenarios"] = new JsonArray(new JsonObject { ["id"] = 101, ["name"] = "Ask" }),
            ["options"] = new JsonObject
            {
                ["api_chat"] = new JsonObject
                {
                    ["agent"] = new JsonObject { ["protocol"] = "openai-chat", ["url"] = url },
                },
            },
        };
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(options.ToJsonString()), "cekura.json").Manifest!;
        using var client = _service.Client();
        var session = new SessionOptions { Suite = "S", Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero) };
        await new RunSession(client, settings ?? new(), _heard, session).RunAsync(CaseMatrix.Expand(manifest, settings ?? new()));
    }
}
