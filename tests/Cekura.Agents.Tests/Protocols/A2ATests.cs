using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class A2ATests
{
    [Theory]
    [InlineData(
        """{ "kind": "message", "messageId": "m1", "contextId": "x", "role": "agent", "parts": [ { "kind": "text", "text": "One." }, { "kind": "data", "data": {} }, { "kind": "text", "text": "Two." } ] }""",
        "agent: One.\nTwo.; over"
    )]
    [InlineData(
        """
            { "kind": "task", "id": "t1", "contextId": "x", "status": { "state": "completed", "message": { "messageId": "m2", "role": "agent", "parts": [ { "text": "Done." } ] } },
              "artifacts": [ { "artifactId": "a1", "parts": [ { "text": "A letter" } ] } ],
              "history": [ { "messageId": "m0", "role": "user", "parts": [ { "text": "Hi" } ] }, { "messageId": "m1", "role": "agent", "parts": [ { "text": "Working on it." } ] }, { "messageId": "m2", "role": "agent", "parts": [ { "text": "Done." } ] } ] }
            """,
        "agent: Working on it.; agent: Done.; agent: A letter; over"
    )]
    [InlineData("""{ "id": "t1", "contextId": "x", "status": { "state": "canceled" } }""", "end; over")]
    [InlineData(
        """{ "id": "t1", "contextId": "x", "status": { "state": "failed", "message": { "parts": [ { "text": "no model" } ] } } }""",
        "error: OwnError The agent at AGENT failed the task: \"no model\". Look at the agent's own log."
    )]
    [InlineData(
        """{ "task": { "id": "t1", "contextId": "x", "status": { "state": "TASK_STATE_REJECTED" } } }""",
        "error: OwnError The agent at AGENT rejected the task. Look at the agent's own log."
    )]
    public async Task What_a_result_says(string result, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync($$"""{ "jsonrpc": "2.0", "id": 1, "result": {{result}} }"""));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, """{ "protocol": "a2a" }"""), "Hi")));
    }

    [Fact]
    public async Task A_task_that_asks_goes_on_and_one_that_works_is_asked_until_it_has_an_answer()
    {
        await using var agent = new WireAgent(
            (request, reply) =>
                reply.JsonAsync(
                    (request.Json["method"]!.ToString(), request.Json["params"]!["message"]?["taskId"]?.ToString()) switch
                    {
                        ("message/send", null) => Task("working", "", ""),
                        ("tasks/get", _) => Task("input-required", "m1", "Which day?"),
                        _ => Task("completed", "m2", "Booked."),
                    }
                )
        );

        var heard = await TalkAsync(
            Settings(agent.Url, """{ "protocol": "a2a", "version": "0.3", "ends_when_completed": true }"""),
            "Book",
            "Friday"
        );

        Assert.Equal(["agent: Which day?", "over", "agent: Booked.", "end"], heard.Take(4));
        var last = agent.Requests.Last().Json["params"]!["message"]!;
        Assert.Equal(("x", "t1", "user"), (last["contextId"]!.ToString(), last["taskId"]!.ToString(), last["role"]!.ToString()));
    }

    [Fact]
    public async Task An_agent_of_the_other_version_is_asked_again_in_its_words()
    {
        await using var agent = new WireAgent(
            (request, reply) =>
                reply.JsonAsync(
                    request.Json["method"]!.ToString() == "SendMessage"
                        ? """{ "jsonrpc": "2.0", "id": 2, "result": { "message": { "messageId": "m1", "role": "ROLE_AGENT", "parts": [ { "text": "Hello" } ] } } }"""
                        : """{ "jsonrpc": "2.0", "id": 1, "error": { "code": -32601, "message": "Method not found" } }"""
                )
        );

        Assert.Equal(["agent: Hello", "over"], await TalkAsync(Settings(agent.Url, """{ "protocol": "a2a" }"""), "Hi"));
        var last = agent.Requests.Last();
        Assert.Equal("1.0", last.Headers["a2a-version"]);
        Assert.Equal("ROLE_USER", last.Json["params"]!["message"]!["role"]!.ToString());
    }

    [Fact]
    public async Task An_agent_cannot_speak_first()
    {
        await using var agent = new WireAgent((_, _) => System.Threading.Tasks.Task.CompletedTask);

        Assert.Equal(
            [
                "error: Settings The agent at AGENT was not asked: A2A has no way to let the agent speak first. Let the caller open: set \"agent_gives_first_message\" to false, and give the script a first message.",
            ],
            await TalkAsync(Settings(agent.Url, """{ "protocol": "a2a" }"""), "")
        );
    }

    private static string Task(string state, string id, string words) =>
        $$"""
            { "jsonrpc": "2.0", "id": 1, "result": { "kind": "task", "id": "t1", "contextId": "x", "status": { "state": "{{state}}",
              "message": { "messageId": "{{id}}", "role": "agent", "parts": [ { "kind": "text", "text": "{{words}}" } ] } } } }
            """;
}
