using System.Net;
using System.Net.WebSockets;

namespace AppointmentAgent.Tests.Chat;

public sealed class ChatEndpointTests
{
    [Fact]
    public async Task Health_answers_ok()
    {
        await using var agent = await AgentHost.StartAsync();
        using var http = new HttpClient();

        Assert.Equal("ok", await http.GetStringAsync(new Uri(agent.Address, "/health")));
    }

    [Fact]
    public async Task A_request_that_is_no_WebSocket_is_told_so()
    {
        await using var agent = await AgentHost.StartAsync();
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(agent.Address, "/chat"));

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task The_agent_greets_first_and_sends_metadata()
    {
        await using var agent = await AgentHost.StartAsync();

        var greeting = await Caller.TalkAsync(agent);

        Assert.EndsWith("How can I help you today?", greeting.Text, StringComparison.Ordinal);
        Assert.NotNull(greeting.Metadata);
    }

    [Fact]
    public async Task Frames_that_it_does_not_know_say_nothing()
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();

        await caller.SendAsync("not json");
        await caller.SendAsync("[1]");
        await caller.SendAsync("""{"content":7}""");
        await caller.SendAsync("\u0001\u0002", WebSocketMessageType.Binary);
        var turn = await caller.SayAsync("book");

        Assert.StartsWith("Of course.", turn.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"end_call"}""")]
    [InlineData("""{"content":"Thank you, goodbye.","type":"end_call"}""")]
    public async Task It_closes_when_the_caller_hangs_up(string frame)
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();

        await caller.SendAsync(frame);

        Assert.Null(await caller.ReceiveAsync());
    }

    [Fact]
    public async Task It_closes_after_its_own_goodbye()
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();

        var turn = await caller.SayAsync("No, thank you, goodbye.");

        Assert.True(turn.EndsCall);
        Assert.Null(await caller.ReceiveAsync());
    }

    [Fact]
    public async Task A_frame_that_is_too_large_ends_the_call()
    {
        await using var agent = await AgentHost.StartAsync();
        using var caller = await agent.CallAsync();
        await caller.ListenAsync();

        await caller.SendAsync(new string('a', 65 * 1024));

        Assert.Null(await caller.ReceiveAsync());
    }
}
