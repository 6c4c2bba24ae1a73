using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Runs.Agents;
using Cekura.Runs.Tests.Processes;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>What a command or an endpoint may answer, and what it is asked.</summary>
public sealed class AgentTurnTests
{
    private static readonly CallerTurn Hi = new("Hi", 7, 101);

    [Fact]
    public void Every_part_is_read()
    {
        var turn = AgentTurn.Read(
            JsonNode.Parse(
                """{ "content": "a", "end": true, "metadata": { "b": 1 }, "tool_calls": [ { "name": "c", "arguments": { "d": 2 } }, { "name": "e", "result": null } ], "more": 1 }"""
            )
        );

        Assert.Equal(("a", true, """{"b":1}"""), (turn.Content, turn.End, turn.Metadata!.ToJsonString()));
        Assert.Equal([("c", false), ("e", true)], turn.ToolCalls.Select(call => (call.Name, call.HasResult)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "content": " " }""")]
    [InlineData("""{ "content": 1 }""")]
    [InlineData("""{ "content": "a", "end": "yes" }""")]
    [InlineData("""{ "content": "a", "metadata": [] }""")]
    [InlineData("""{ "content": "a", "tool_calls": {} }""")]
    [InlineData("""{ "content": "a", "tool_calls": [ {} ] }""")]
    public void Anything_else_is_refused(string json) => Assert.Throws<ChatException>(() => AgentTurn.Read(JsonNode.Parse(json)));

    [Fact]
    public async Task A_command_gets_a_line_for_each_turn()
    {
        var commands = new FakeCommands { Answer = _ => """{ "content": "Hello" }""" };
        var started = (FakeCommands.FakeCommand)commands.Start(new() { Line = ["agent"], WorkingDirectory = "" });

        var turn = await new CommandAgent(started).AnswerAsync(Hi, CancellationToken.None);

        Assert.Equal("Hello", turn.Content);
        Assert.Equal(["""{"content":"Hi","run_id":7,"scenario_id":101}"""], started.Input);
    }

    [Theory]
    [InlineData(null, "The command ended without an answer. It wrote last:\nbusy")]
    [InlineData(
        """{ "content": "a", "content": "b" }""",
        """The command wrote "{ "content": "a", "content": "b" }", which has a key twice. Its output"""
    )]
    [InlineData("loading model", "The command wrote \"loading model\", which is not JSON.")]
    public async Task A_command_that_does_not_answer_is_described(string? line, string message)
    {
        var started = new FakeCommands { Answer = _ => line }.Start(new() { Line = ["agent"], WorkingDirectory = "" });

        var failure = await Assert.ThrowsAsync<ChatException>(() => new CommandAgent(started).AnswerAsync(Hi, CancellationToken.None));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "content": "Hello \ud83d", "metadata": { "\ude00": "\ud83d\ude00" } }""", "Hello \uFFFD")]
    [InlineData("""{ "content": "C:\\ud83d" }""", @"C:\ud83d")]
    public async Task Half_of_a_character_costs_no_words(string line, string content)
    {
        await using var command = new CommandAgent(
            new FakeCommands { Answer = _ => line }.Start(new() { Line = ["agent"], WorkingDirectory = "" })
        );
        await using var endpoint = new EndpointAgent(
            new AgentEndpoint(new ScriptedHandler().Answer(line)),
            new Uri("http://agent.test/turn")
        );

        Assert.Equal(content, (await command.AnswerAsync(Hi, CancellationToken.None)).Content);
        Assert.Equal(content, (await endpoint.AnswerAsync(Hi, CancellationToken.None)).Content);
    }

    [Fact]
    public async Task An_endpoint_gets_the_conversation_so_far_and_no_key()
    {
        var handler = new ScriptedHandler().Answer("""{ "content": "Hello" }""").Answer("""{ "content": "Bye", "end": true }""");
        await using var agent = new EndpointAgent(new AgentEndpoint(handler), new Uri("http://agent.test/turn"));

        await agent.AnswerAsync(Hi, CancellationToken.None);
        await agent.AnswerAsync(Hi with { Content = "And?" }, CancellationToken.None);

        Assert.Equal(
            """{"content":"And?","run_id":7,"scenario_id":101,"conversation":[{"role":"Testing Agent","content":"Hi"},{"role":"Main Agent","content":"Hello"},{"role":"Testing Agent","content":"And?"}]}""",
            handler.Requests[1].Body
        );
        Assert.DoesNotContain(handler.Requests[1].Headers.Keys, name => name.Contains("KEY", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_described()
    {
        var handler = new ScriptedHandler()
            .Answer("{}", 503)
            .AnswerAs("text/html", "<html>")
            .Answer("""{ "end": true, "end": true }""")
            .Fail(new HttpRequestException("refused"));
        await using var agent = new EndpointAgent(new AgentEndpoint(handler), new Uri("http://user:secret@agent.test/turn?token=secret"));

        foreach (
            var message in new[]
            {
                "http://agent.test/turn answered HTTP 503.",
                "http://agent.test/turn did not answer JSON.",
                "http://agent.test/turn answered JSON that has a key twice.",
                "http://agent.test/turn did not answer: refused",
            }
        )
        {
            Assert.Equal(message, (await Assert.ThrowsAsync<ChatException>(() => agent.AnswerAsync(Hi, CancellationToken.None))).Message);
        }
    }

    [Fact]
    public async Task An_endpoint_may_redirect_within_its_server()
    {
        var handler = new ScriptedHandler().Answer("", 308, ("Location", "/v2/turn?token=secret")).Answer("""{ "content": "Hello" }""");
        await using var agent = new EndpointAgent(new AgentEndpoint(handler), new Uri("http://agent.test/turn?token=secret"));

        Assert.Equal("Hello", (await agent.AnswerAsync(Hi, CancellationToken.None)).Content);
        Assert.Equal(handler.Requests[0].Body, handler.Requests[1].Body);
    }

    [Theory]
    [InlineData(
        302,
        "/v2/turn",
        "http://agent.test/turn redirected with HTTP 302 to http://agent.test/v2/turn, with which what was said would be lost."
    )]
    [InlineData(
        307,
        "http://other.test/turn?x=1",
        "http://agent.test/turn redirected with HTTP 307 to http://other.test/turn, another server."
    )]
    [InlineData(
        308,
        "https://agent.test/turn",
        "http://agent.test/turn redirected with HTTP 308 to https://agent.test/turn, another server."
    )]
    [InlineData(307, "/turn", "http://agent.test/turn redirected with HTTP 307 to http://agent.test/turn, after 5 others.")]
    public async Task What_the_caller_said_goes_to_no_other_server(int status, string location, string message)
    {
        var handler = new ScriptedHandler();
        for (var redirects = 0; redirects <= 5; redirects++)
        {
            handler.Answer("", status, ("Location", location));
        }

        await using var agent = new EndpointAgent(new AgentEndpoint(handler), new Uri("http://agent.test/turn?token=secret"));

        var failure = await Assert.ThrowsAsync<ChatException>(() => agent.AnswerAsync(Hi, CancellationToken.None));
        Assert.Equal($"{message} Write the address that answers as the endpoint.", failure.Message);
    }
}
