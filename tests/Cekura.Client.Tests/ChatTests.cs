using System.Text.Json.Nodes;

namespace Cekura.Client.Tests;

public sealed class ChatTests : ScriptedTests
{
    [Fact]
    public async Task Reads_the_opening_of_the_caller()
    {
        Service.Answer("""{"run_id": 7, "turn_id": 0, "status": "ready", "message": "Hello", "ended": false, "ended_reason": null}""");

        var opening = await Client.Runs.OpenChatAsync(7);

        Assert.Equal(
            new ChatTurn
            {
                RunId = 7,
                TurnId = 0,
                Status = ChatTurnStatus.Ready,
                Message = "Hello",
            },
            opening
        );
        Assert.Equal("/test_framework/v1/runs/7/chat/0/", new Uri(Service.Requests[0].Address).AbsolutePath);
    }

    [Theory]
    [InlineData("generating", ChatTurnStatus.Generating)]
    [InlineData("dropped", ChatTurnStatus.Dropped)]
    [InlineData("error", ChatTurnStatus.Error)]
    [InlineData("dreaming", ChatTurnStatus.Unknown)]
    public async Task Reads_every_state_of_a_turn(string word, ChatTurnStatus status)
    {
        Service.Answer($$"""{"run_id": 7, "turn_id": "3", "status": "{{word}}"}""");

        var turn = await Client.Runs.GetChatTurnAsync(7, 3);

        Assert.Equal((3, status), (turn.TurnId, turn.Status));
    }

    [Fact]
    public async Task Says_something_once()
    {
        Service.Answer("""{"run_id": 7, "result_id": 2, "turn_id": 4, "status": "generating"}""", 202);

        var receipt = await Client.Runs.SendChatAsync(
            7,
            new()
            {
                Content = "Hi",
                Metadata = new JsonObject { ["a"] = 1 },
            }
        );

        Assert.Equal(
            new ChatReceipt
            {
                RunId = 7,
                ResultId = 2,
                TurnId = 4,
            },
            receipt
        );
        Assert.Equal("""{"content":"Hi","metadata":{"a":1}}""", Service.Requests[0].Body);
    }

    [Fact]
    public async Task What_may_have_been_said_is_not_said_again()
    {
        Service.Answer("", 502);

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Runs.SendChatAsync(7, new() { Content = "Hi" }));

        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData("done", """{"reason":"done"}""")]
    [InlineData(null, "{}")]
    public async Task Ends_a_chat_with_its_reason(string? reason, string body)
    {
        Service.Answer("""{"run_id": 7, "status": "evaluating"}""");

        await Client.Runs.EndChatAsync(7, reason);

        Assert.Equal(
            ("/test_framework/v1/runs/7/end-chat/", body),
            (new Uri(Service.Requests[0].Address).AbsolutePath, Service.Requests[0].Body)
        );
    }
}
