using Cekura.Client;
using Cekura.Runs.Agents;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Agents;

/// <summary>The agent's side of one chat, request by request (<c>POST runs/{id}/chat/</c> and its siblings).</summary>
public sealed class AgentChatTests : IDisposable
{
    private readonly ScriptedHandler _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Words_go_back_and_forth_until_the_caller_ends()
    {
        _service
            .Answer("""{ "id": 7, "status": "in_queue" }""")
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi, my order?" }""")
            .Answer("""{ "turn_id": 1, "status": "generating" }""", 202)
            .Answer("""{ "turn_id": 1, "status": "generating" }""")
            .Answer("""{ "turn_id": 1, "status": "ready", "message": "It is 4471." }""")
            .Answer("""{ "turn_id": 2, "status": "generating" }""", 202)
            .Answer(
                """{ "turn_id": 2, "status": "ready", "message": "Thanks, bye.", "ended": true, "ended_reason": "testing-agent-ended-call" }"""
            );
        var agent = new Agent(new("Which one?", End: false, null, []), new("It is on its way.", End: false, new() { ["done"] = true }, []));

        await PlayAsync(agent);

        Assert.Equal(["Hi, my order?", "It is 4471."], agent.Heard);
        Assert.Equal(["""{"content":"Which one?"}""", """{"content":"It is on its way.","metadata":{"done":true}}"""], Sent("chat/"));
        Assert.True(agent.IsDisposed);
    }

    [Fact]
    public async Task An_agent_that_speaks_first_calls_tools_and_hangs_up()
    {
        _service
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": null }""")
            .Answer("""{ "turn_id": 1 }""", 202)
            .Answer("""{ "turn_id": 2 }""", 202)
            .Answer("""{ "turn_id": 3 }""", 202)
            .Answer("""{ "run_id": 7, "status": "evaluating" }""");
        var agent = new Agent(
            new AgentTurn(
                "We are closed.",
                End: true,
                null,
                [new("hours", new System.Text.Json.Nodes.JsonObject { ["day"] = 1 }, HasResult: true, "closed")]
            )
        );

        await PlayAsync(agent);

        Assert.Equal([null], agent.Heard);
        Assert.Equal(
            [
                """{"role":"Function Call","data":{"id":"call_1","name":"hours","arguments":"{\u0022day\u0022:1}"}}""",
                """{"role":"Function Call Result","data":{"id":"call_1","result":"closed"}}""",
                """{"content":"We are closed."}""",
            ],
            Sent("chat/")
        );
        Assert.Equal(["{}"], Sent("end-chat/"));
    }

    [Fact]
    public async Task A_reply_that_could_not_be_made_is_asked_for_again()
    {
        _service.Answer("""{ "id": 7, "status": "in_progress" }""").Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi" }""");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            _service.Answer($$"""{ "turn_id": {{attempt}} }""", 202).Answer("""{ "status": "error" }""");
        }

        var failure = await Assert.ThrowsAsync<ChatException>(() => PlayAsync(new Agent(new AgentTurn("Hello", End: false, null, []))));

        Assert.Equal("Cekura could not make the caller's reply, 3 times in a row.", failure.Message);
        Assert.Equal(3, Sent("chat/").Count());
    }

    [Fact]
    public async Task A_reply_that_is_never_made_is_waited_for_within_a_limit()
    {
        _service
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi" }""")
            .Answer("""{ "turn_id": 1 }""", 202);
        for (var poll = 0; poll < 5; poll++)
        {
            _service.Answer("""{ "turn_id": 1, "status": "generating" }""");
        }

        var time = new VirtualTime();

        var failure = await Assert.ThrowsAsync<ChatException>(() =>
            time.RunAsync(() => PlayAsync(new Agent(new AgentTurn("Hello", End: false, null, [])), time, TimeSpan.FromSeconds(30)))
        );

        Assert.Equal("Cekura did not make the caller's reply within 2 minutes.", failure.Message);
    }

    [Fact]
    public async Task A_chat_that_ended_meanwhile_is_no_failure()
    {
        _service
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi" }""")
            .Answer("""{ "detail": "ended" }""", 409);

        await PlayAsync(new Agent(new AgentTurn("Hello", End: false, null, [])));
    }

    [Theory]
    [InlineData(true, "POST", "GET", "POST")]
    [InlineData(false, "POST")]
    public async Task An_end_that_nobody_confirmed_is_looked_for_before_it_is_asked_for_again(bool isLost, params string[] sent)
    {
        _service
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi" }""")
            .Answer("""{ "turn_id": 1 }""", 202);
        if (isLost)
        {
            _service
                .Answer("", 502)
                .Answer("""{ "id": 7, "status": "in_progress" }""")
                .Answer("""{ "run_id": 7, "status": "evaluating" }""");
        }
        else
        {
            _service.Answer("""{ "detail": "ended" }""", 409);
        }

        await PlayAsync(new Agent(new AgentTurn("Bye.", End: true, null, [])));

        Assert.Equal(sent, _service.Requests.Skip(3).Select(request => request.Method));
    }

    [Fact]
    public async Task An_end_that_the_service_refuses_is_the_chat_s_failure()
    {
        _service
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("""{ "turn_id": 0, "status": "ready", "message": "Hi" }""")
            .Answer("""{ "turn_id": 1 }""", 202)
            .Answer("""{ "detail": "No." }""", 403);

        var failure = await Assert.ThrowsAsync<ChatException>(() => PlayAsync(new Agent(new AgentTurn("Bye.", End: true, null, []))));

        Assert.StartsWith("The agent ended the chat, but whether Cekura did is unknown: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("completed")]
    public async Task A_run_that_never_talked_needs_no_agent(string status)
    {
        _service.Answer($$"""{ "id": 7, "status": "{{status}}" }""");
        var agent = new Agent();

        await PlayAsync(agent);

        Assert.Empty(agent.Heard);
    }

    private IEnumerable<string?> Sent(string end) =>
        _service
            .Requests.Where(request => request.Method == "POST" && request.Address.EndsWith($"/runs/7/{end}", StringComparison.Ordinal))
            .Select(request => request.Body);

    private async Task PlayAsync(Agent agent, TimeProvider? time = null, TimeSpan pace = default)
    {
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, _service);
        var options = new AgentOptions { Schedule = new PollSchedule(pace, pace), Time = time ?? TimeProvider.System };
        await new AgentChat(client, options, runId: 7, scenarioId: 101).PlayAsync(() => agent, CancellationToken.None);
    }

    private sealed class Agent(params AgentTurn[] turns) : IChatAgent
    {
        public List<string?> Heard { get; } = [];

        public bool IsDisposed { get; private set; }

        public string LastLines => "";

        public Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken)
        {
            Assert.Equal((7, 101), (turn.RunId, turn.ScenarioId));
            Heard.Add(turn.Content);
            return Task.FromResult(turns[Heard.Count - 1]);
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
