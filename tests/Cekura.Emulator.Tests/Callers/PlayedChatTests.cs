using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Callers.ModelStub;
using static Cekura.Emulator.Tests.Callers.PlayedRunTests;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>The mode API chat with a caller that thinks: it is asked outside the lock, and late thoughts are not said.</summary>
public sealed class PlayedChatTests
{
    [Fact]
    public async Task A_chat_is_played_to_its_end()
    {
        await using var bench = Bench(new ModelStub(Say("Thursday at 10:30, please."), Say("Thanks, bye.", done: true)));
        var run = await OpenAsync(bench);

        var first = await AskAsync(bench, run, "Which time?");
        var last = await AskAsync(bench, run, "Booked.");

        Assert.Equal(("ready", "Thursday at 10:30, please."), (first["status"]!.ToString(), first["message"]!.ToString()));
        Assert.Equal("Thanks, bye.", last["message"]!.ToString());
        Assert.Equal(("completed", true, ""), Outcome(await EndedAsync(bench, run)));
    }

    [Fact]
    public async Task A_thought_that_a_newer_message_overtakes_is_not_said_and_not_remembered()
    {
        var model = new SlowModel();
        await using var bench = Bench(model);
        var run = await OpenAsync(bench);

        var overtaken = await SayAsync(bench, run, "One moment.");
        var first = await model.AskedAsync();
        var answered = await SayAsync(bench, run, "Which time?");
        Assert.Equal("dropped", (await bench.GetAsync($"{run}chat/{overtaken}/"))["status"]!.ToString());
        first.Answer.TrySetResult(Say("Too late."));
        var second = await model.AskedAsync();
        second.Answer.TrySetResult(Say("Thursday at 10:30, please."));

        var turn = await bench.UntilAsync($"{run}chat/{answered}/", turn => turn["status"]!.ToString() != "generating");
        Assert.Equal("Thursday at 10:30, please.", turn["message"]!.ToString());
        Assert.Equal("One moment.\nWhich time?", second.Request.Messages[^1].Content);
        Assert.DoesNotContain(second.Request.Messages, message => message.Content.Contains("Too late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_caller_thinks_the_chat_can_be_read_and_ended()
    {
        var model = new SlowModel();
        await using var bench = Bench(model);
        var run = await OpenAsync(bench);
        var turn = await SayAsync(bench, run, "Which time?");
        await model.AskedAsync();

        Assert.Equal("generating", (await bench.GetAsync($"{run}chat/{turn}/"))["status"]!.ToString());
        var (status, _) = await bench.SendAsync(HttpMethod.Post, $"{run}end-chat/", "{}");

        Assert.Equal(200, status);
        Assert.Equal("completed", (await EndedAsync(bench, run))["status"]!.ToString());
    }

    [Fact]
    public async Task A_model_that_gives_no_answer_ends_the_chat_as_infrastructure()
    {
        await using var bench = Bench(new ModelStub((_, _) => throw new ModelException(ModelErrorKind.UsedUp, "All calls are used up.")));
        var run = await OpenAsync(bench);

        var turn = await AskAsync(bench, run, "Which time?");

        Assert.Equal("error", turn["status"]!.ToString());
        var (status, _, error) = Outcome(await EndedAsync(bench, run));
        Assert.Equal("failed", status);
        Assert.Contains("All calls are used up", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_breaks_its_rules_makes_the_chat_invalid()
    {
        await using var bench = Bench(new ModelStub(Say("How may I help you?")));
        var run = await OpenAsync(bench);

        await AskAsync(bench, run, "Booked.");

        Assert.Equal("V30", (await EndedAsync(bench, run))["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
    }

    private static EmulatorBench Bench(IChatModel model) =>
        new(
            """
            {
              "agents": [{ "id": 12, "agent_name": "Front desk" }],
              "scenarios": [{ "id": 101, "name": "Book", "instructions": "You want an appointment on Thursday at 10:30.",
                "outcomes": [{ "text": "The slot is booked", "rule": { "agent_says": "(?i)booked" } }] }],
            }
            """,
            options: new() { ChatModel = model, JoinWindow = TimeSpan.FromMilliseconds(1) }
        );

    private static async Task<string> OpenAsync(EmulatorBench bench)
    {
        var started = await bench.StartAsync("run_scenarios_api_chat", """{ "scenarios": [101] }""");
        var run = $"runs/{started["runs"]![0]!["id"]}/";
        await bench.UntilAsync(run, run => run["status"]!.ToString() == "in_progress");
        return run;
    }

    private static async Task<long> SayAsync(EmulatorBench bench, string run, string content)
    {
        var (status, body) = await bench.SendAsync(HttpMethod.Post, $"{run}chat/", new JsonObject { ["content"] = content }.ToJsonString());
        Assert.True(status == 202, body);
        return JsonNode.Parse(body)!["turn_id"]!.GetValue<long>();
    }

    private static async Task<JsonNode> AskAsync(EmulatorBench bench, string run, string content)
    {
        var number = await SayAsync(bench, run, content);
        return await bench.UntilAsync($"{run}chat/{number}/", turn => turn["status"]!.ToString() != "generating");
    }

    private static Task<JsonNode> EndedAsync(EmulatorBench bench, string run) =>
        bench.UntilAsync(run, run => run["status"]!.ToString() is "completed" or "failed" or "timeout" or "cancelled");

    /// <summary>Answers when the test says so, also when the question is not wanted any more.</summary>
    private sealed class SlowModel : IChatModel
    {
        private readonly System.Threading.Channels.Channel<Question> _asked = System.Threading.Channels.Channel.CreateUnbounded<Question>();

        public async Task<Question> AskedAsync() => await _asked.Reader.ReadAsync();

        public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            var question = new Question(request, new(TaskCreationOptions.RunContinuationsAsynchronously));
            await _asked.Writer.WriteAsync(question, CancellationToken.None);
            return new(await question.Answer.Task.WaitAsync(cancellationToken), Name);
        }
    }

    private sealed record Question(ModelRequest Request, TaskCompletionSource<JsonObject> Answer);
}
