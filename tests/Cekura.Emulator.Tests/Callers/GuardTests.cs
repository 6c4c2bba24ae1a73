using System.Text.Json.Nodes;
using static Cekura.Emulator.Tests.Callers.ModelStub;
using static Cekura.Emulator.Tests.Callers.PlayedRunTests;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>What goes wrong with models that play callers, each with its guard.</summary>
public sealed class GuardTests
{
    public static TheoryData<string, string> Slips =>
        new()
        {
            { "speaks for the agent", "Hello! How can I help you today?" },
            { "speaks for the agent in other words", "Sure, I can help you with that. What is your name?" },
            { "offers help at the end", "Done. Is there anything else I can help you with?" },
            { "greets as the company", "Thank you for calling Harbour Dental." },
            { "says that it is a program", "I'm an AI assistant." },
            { "labels its words as the agent's", "Agent: we have a slot." },
            { "labels its words as its own", "Caller: Thursday, please." },
            { "thinks aloud in tags", "<think>They want a time.</think> Thursday." },
            { "thinks aloud", "The agent is asking for a time. I should say Thursday." },
            { "speaks of its instructions", "According to my instructions I want Thursday." },
            { "wraps its words in JSON", "{\"say\": \"Thursday\"}" },
            { "acts", "*sighs* Thursday, please." },
            { "talks for ever", new string('a', 801) },
            { "echoes the agent", "Which time? We have 10:30 on Thursday." },
        };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task A_turn_that_no_caller_takes_is_thrown_away_whole_and_asked_for_once_more(string how, string slip)
    {
        var model = new ModelStub(Say(slip), Say("Thursday at 10:30, please."), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = await bench.RunAsync();

        Assert.True(Outcome(run) == ("completed", true, ""), $"{how}: {run}");
        Assert.Equal(["Hello", "Thursday at 10:30, please.", "Thanks, bye."], PlayedBench.Said(run, "Testing Agent"));
        Assert.Contains("thrown away and not said", model.Requests[1].Messages[^1].Content, StringComparison.Ordinal);
        Assert.Equal(("caller turn 1", 1), (model.Requests[1].Key.Kind, model.Requests[1].Key.Sample));
        Assert.DoesNotContain(model.Requests[2].Messages, message => message.Content.Contains("thrown away", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task Twice_such_a_turn_and_the_run_is_invalid(string how, string slip)
    {
        var model = new ModelStub(Say(slip));
        await using var bench = await PlayedBench.StartAsync(model, said =>
            said == "Hello" ? "Which time? We have 10:30 on Thursday." : "Booked."
        );

        var run = await bench.RunAsync();

        Assert.True(run["metadata"]!["emulator_verdict"]?["rule"]?.ToString() == "V30", $"{how}: {run}");
        Assert.StartsWith("Invalid: the caller, not the agent, broke its rules: ", Outcome(run).Error, StringComparison.Ordinal);
        Assert.Equal(["Hello"], PlayedBench.Said(run, "Testing Agent"));
        Assert.Equal(2, model.Requests.Count);
    }

    [Theory]
    [InlineData("Can you help me?")]
    [InlineData("How can you help me with this?")]
    [InlineData("Thank you for calling me back.")]
    [InlineData("The agent I spoke with yesterday said that I should call again.")]
    [InlineData("The agent told me I must come.")]
    [InlineData("Let me think. Thursday is fine.")]
    [InlineData("I should say that I'm in a hurry.")]
    [InlineData("Could you take care of it? I'd like to see you on Thursday.")]
    [InlineData("I need help with this. I'd be happy with Thursday.")]
    [InlineData("Is there anything else I need to bring?")]
    public async Task Ordinary_talk_is_no_slip(string said)
    {
        var model = new ModelStub(Say(said), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, heard => heard == "Hello" ? "Yes?" : "Booked.");

        var run = await bench.RunAsync();

        Assert.Contains(said, PlayedBench.Said(run, "Testing Agent"));
    }

    [Fact]
    public async Task What_the_caller_is_told_to_say_is_no_slip()
    {
        const string Odd = "How can I help you? I mean, book me in.";
        await using var bench = await PlayedBench.StartAsync(
            new ModelStub(Say(Odd), Say("Thanks, bye.", done: true)),
            heard => heard == "Hello" ? "Yes?" : "Booked.",
            personality: """, "message_plan": {} """,
            instructions: "Ask: How can I help you? And be booked in."
        );

        Assert.Contains(Odd, PlayedBench.Said(await bench.RunAsync(), "Testing Agent"));
    }

    [Fact]
    public async Task An_empty_answer_is_asked_for_once_more_and_then_what_was_said_is_judged()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say(""), Say(""));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Equal(3, model.Requests.Count);
        Assert.Contains("The caller had nothing more to say, and the conversation was ended.", Notes(run));
    }

    [Fact]
    public async Task A_caller_that_never_says_what_it_wants_is_invalid()
    {
        await using var silent = await PlayedBench.StartAsync(new ModelStub(Say("")), _ => "Booked.");
        await using var hasty = await PlayedBench.StartAsync(new ModelStub(Say("Thank you, bye!", done: true)), _ => "Booked.");

        foreach (var bench in new[] { silent, hasty })
        {
            var run = await bench.RunAsync();
            Assert.Equal("V30", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
            Assert.Contains("hung up before it had said what it called for", Outcome(run).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_opening_is_not_said_again()
    {
        var model = new ModelStub(Say("Hello!"), Say("Thursday at 10:30, please."), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = await bench.RunAsync();

        Assert.Equal(["Hello", "Thursday at 10:30, please.", "Thanks, bye."], PlayedBench.Said(run, "Testing Agent"));
    }

    [Fact]
    public async Task One_goodbye_is_enough()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say("Goodbye!"), Say("Bye! Take care!"), Say("Bye bye!"));
        await using var bench = await PlayedBench.StartAsync(model, said =>
            said.StartsWith("Good", StringComparison.Ordinal) ? "Goodbye, have a nice day!" : Desk(said)
        );

        var run = await bench.RunAsync();

        Assert.Equal(["Hello", "Thursday at 10:30, please.", "Goodbye!"], PlayedBench.Said(run, "Testing Agent"));
        Assert.Equal("testing-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
    }

    [Fact]
    public async Task Two_exchanges_without_anything_new_end_it()
    {
        var model = new ModelStub(Say("I want the appointment."), Say("I want the appointment!"));
        await using var bench = await PlayedBench.StartAsync(model, said => said == "Hello" ? "Which time?" : "Sorry, I can't do that.");

        var run = await bench.RunAsync();

        Assert.Equal(4, PlayedBench.Said(run, "Testing Agent").Count());
        Assert.Contains("The conversation was ended: two exchanges in a row brought nothing new.", Notes(run));
        Assert.Equal(("completed", false, ""), Outcome(run));
    }

    [Fact]
    public async Task Who_asks_something_waits_for_the_answer()
    {
        var model = new ModelStub(Say("Do you have Thursday at 10:30?", done: true), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, said => said == "Hello" ? "Yes?" : "Booked.");

        Assert.Equal(("completed", true, ""), Outcome(await bench.RunAsync()));
    }

    [Theory]
    [InlineData("""{ "text": "Thursday" }""")]
    [InlineData("""{ "say": 5, "done": false }""")]
    [InlineData("""{ "say": "Thursday", "done": "perhaps" }""")]
    public async Task An_answer_of_another_form_is_asked_for_once_more_and_is_then_infrastructure(string answer)
    {
        var model = new ModelStub((JsonObject)JsonNode.Parse(answer)!);
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var (status, _, error) = Outcome(await bench.RunAsync());

        Assert.Equal("failed", status);
        Assert.Contains("gave no answer: it answered twice with an object without", error, StringComparison.Ordinal);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task A_flag_as_a_text_is_a_flag()
    {
        var bye = Say("Thanks for booking, bye.");
        bye["done"] = "true";
        await using var bench = await PlayedBench.StartAsync(new ModelStub(bye), _ => "Booked.");

        Assert.Equal(("completed", true, ""), Outcome(await bench.RunAsync()));
    }
}
