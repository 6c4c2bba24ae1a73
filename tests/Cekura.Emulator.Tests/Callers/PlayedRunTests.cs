using System.Text.Json.Nodes;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Callers.ModelStub;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>Scenarios in words, played by a model against an agent on a real socket: what is said, and the three kinds of red.</summary>
public sealed class PlayedRunTests
{
    [Fact]
    public async Task A_scenario_in_words_is_played_to_its_end()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say("Thank you, goodbye!", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Equal(["Hello", "Thursday at 10:30, please.", "Thank you, goodbye!"], PlayedBench.Said(run, "Testing Agent"));
        Assert.Equal(["Caller and judge: stub-1 on this machine, not Cekura."], Notes(run));
        Assert.Equal("testing-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
    }

    [Fact]
    public async Task The_model_knows_who_it_is_what_it_wants_and_what_it_may_know()
    {
        var model = new ModelStub(Say("Thank you for booking it, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        await bench.RunAsync();

        var request = model.Requests[0];
        Assert.Equal(["system", "user", "assistant", "user"], request.Messages.Select(message => message.Author));
        var rules = request.Messages[0].Content;
        Assert.Contains("You are calm and brief.", rules, StringComparison.Ordinal);
        Assert.Contains("this language: en", rules, StringComparison.Ordinal);
        Assert.Contains(PlayedBench.Instructions, rules, StringComparison.Ordinal);
        Assert.Contains("date_of_birth: 12 April 1990", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-tier", rules, StringComparison.Ordinal);
        Assert.Equal("(the call is connected)", request.Messages[1].Content);
        Assert.Contains("\"Hello\"", request.Messages[2].Content, StringComparison.Ordinal);
        Assert.Equal("Which time? We have 10:30 on Thursday.", request.Messages[3].Content);
        Assert.Equal(ModelRole.Caller, request.Role);
        Assert.Equal(("Book [Calm]", "caller turn 1", 0), (request.Key.Test, request.Key.Kind, request.Key.Sample));
        Assert.Equal("Which time? We have 10:30 on Thursday.", request.Key.Parts.Single(part => part.Key == "agent").Value);
    }

    [Fact]
    public async Task The_first_message_goes_word_for_word_and_without_the_model()
    {
        var model = new ModelStub(Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(
            model,
            _ => "Booked.",
            """, "first_message": "I'd like to book 7 seats on  the QX-7781, ok?" """
        );

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Equal("I'd like to book 7 seats on  the QX-7781, ok?", PlayedBench.Said(run, "Testing Agent").First());
    }

    [Theory]
    [InlineData("")]
    [InlineData("I want to book.")]
    public async Task A_greeting_of_the_agent_is_part_of_what_the_model_knows(string opening)
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(
            model,
            said => said == opening ? "Which time?" : Desk(said),
            agent: """, "agent_gives_first_message": true """,
            scenario: $""", "first_message": "{opening}" """,
            greeting: "Harbour Dental, hello!"
        );

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Equal("(the call is connected)\n\nHarbour Dental, hello!", model.Requests[0].Messages[1].Content);
        Assert.Equal(
            opening.Length == 0 ? ["system", "user"] : ["system", "user", "assistant", "user"],
            model.Requests[0].Messages.Select(message => message.Author)
        );
    }

    [Fact]
    public async Task Without_a_model_such_a_run_does_not_take_place()
    {
        await using var bench = await PlayedBench.StartAsync(null, Desk);

        var (status, success, error) = Outcome(await bench.RunAsync());

        Assert.Equal(("failed", false), (status, success));
        Assert.Contains("needs a language model, which the emulator has not", error, StringComparison.Ordinal);
        Assert.Contains("ModelUrl", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelErrorKind.Unreachable)]
    [InlineData(ModelErrorKind.Refused)]
    [InlineData(ModelErrorKind.TooLong)]
    [InlineData(ModelErrorKind.Nonsense)]
    [InlineData(ModelErrorKind.UsedUp)]
    [InlineData(ModelErrorKind.NotRecorded)]
    public async Task A_model_that_gives_no_answer_is_infrastructure(object kind)
    {
        var model = new ModelStub(
            (_, number) =>
                number == 0 ? Say("Thursday at 10:30.") : throw new ModelException((ModelErrorKind)kind, "Nothing listens there.")
        );
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = await bench.RunAsync();

        Assert.Equal(
            (
                "failed",
                false,
                "the model that plays the caller gave no answer: Nothing listens there. Caller and judge: stub-1 on this machine, not Cekura."
            ),
            Outcome(run)
        );
        Assert.Null(run["metadata"]!["emulator_verdict"]);
        Assert.Equal(["Hello", "Thursday at 10:30."], PlayedBench.Said(run, "Testing Agent"));
    }

    [Fact]
    public async Task A_delegate_that_throws_is_infrastructure()
    {
        await using var bench = await PlayedBench.StartAsync(
            new ModelStub((_, _) => throw new InvalidOperationException("no such thing")),
            Desk
        );

        var (status, _, error) = Outcome(await bench.RunAsync());

        Assert.Equal("failed", status);
        Assert.Contains("InvalidOperationException: no such thing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invented_fact_makes_the_run_invalid_though_every_outcome_is_met()
    {
        var model = new ModelStub(Say("My number is 555 0199."), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, _ => "Booked.");

        var run = await bench.RunAsync();

        Assert.Equal("100", run["expected_outcome"]!["score"]!.ToString());
        Assert.Equal(
            (
                "completed",
                false,
                "Invalid: the caller, not the agent, broke its rules: in turn 3 it gave the number \"555 0199\", which nothing had told it."
            ),
            Outcome(run)
        );
        Assert.Equal("V30", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
        Assert.EndsWith(
            "Caller and judge: stub-1 on this machine, not Cekura.",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_caller_with_an_invented_fact_is_not_blamed_on_an_agent_that_breaks_off()
    {
        var model = new ModelStub(Say("My number is 555 0199."), Say("My number is 555 0199, really."));
        await using var bench = await PlayedBench.StartAsync(
            model,
            said => said.Contains("really", StringComparison.Ordinal) ? "" : "Booked.",
            personality: """, "message_plan": { "idle_timeout_seconds": 1, "idle_message_max_spoken_count": 1 } """
        );

        var run = await bench.RunAsync();

        Assert.Equal("V30", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
    }

    [Fact]
    public async Task A_caller_that_finds_no_end_is_judged_by_what_was_said()
    {
        var model = new ModelStub(
            (_, number) => Say($"Is there something else on that day{new string('!', number)} {(char)('a' + number)}?")
        );
        await using var bench = await PlayedBench.StartAsync(model, said => $"Booked. {said}", sections: """ "limits": { "turns": 5 }, """);

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Contains(Notes(run), note => note.StartsWith("The conversation was ended after 5 turns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_takes_twenty_turns_at_most()
    {
        var model = new ModelStub((_, number) => Say($"And then {new string('x', number + 1)}?"));
        await using var bench = await PlayedBench.StartAsync(model, said => $"Booked, {said}");

        var run = await bench.RunAsync();

        Assert.Equal(20, PlayedBench.Said(run, "Testing Agent").Count());
    }

    [Fact]
    public async Task An_agent_that_hangs_up_ends_it_without_another_question()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."));
        await using var bench = await PlayedBench.StartAsync(model, said =>
            said.StartsWith("Thu", StringComparison.Ordinal) ? "Booked. Goodbye. END" : Desk(said)
        );

        var run = await bench.RunAsync();

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Single(model.Requests);
        Assert.Equal("main-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
    }

    [Fact]
    public async Task A_caller_that_may_not_hang_up_says_goodbye_once_and_waits()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say("Goodbye!", done: true), Say("Bye, bye!", done: true));
        var heard = 0;
        await using var bench = await PlayedBench.StartAsync(
            model,
            said =>
                said switch
                {
                    "Hello" => "Which time?",
                    "Goodbye!" => $"Anything else {++heard}?",
                    "Are you still there?" => "Booked. Goodbye. END",
                    _ => "Booked.",
                },
            personality: """, "end_call_enabled": false, "message_plan": { "idle_timeout_seconds": 1, "idle_message_max_spoken_count": 2 } """
        );

        var run = await bench.RunAsync();

        Assert.Equal(["Hello", "Thursday at 10:30, please.", "Goodbye!", "Are you still there?"], PlayedBench.Said(run, "Testing Agent"));
        Assert.Equal("main-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
        Assert.Contains("You cannot hang up", model.Requests[0].Messages[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_of_a_suite_is_played_with_a_personality_of_its_own()
    {
        var model = new ModelStub(Say("Thursday at 10:30, please."), Say("Thanks, bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        var run = (
            await bench.Bench.RunAsync(
                "run_scenarios_json",
                """
                { "agent_id": 12, "channel": "text", "spec": { "version": "1", "scenarios": [
                  { "name": "Book", "language": "de", "instructions": "Thursday at 10:30, {{test_profile.name}}.", "expected_outcome": "The appointment is booked",
                    "personality": { "base": 3, "name": "Angry", "prompt": "You are angry." },
                    "test_profile": { "caller_variables": { "name": "Omar" } } }] } }
                """
            )
        )[0]!;

        Assert.Equal(("completed", true, ""), Outcome(run));
        var rules = model.Requests[0].Messages[0].Content;
        Assert.Contains("You are angry.", rules, StringComparison.Ordinal);
        Assert.Contains("name: Omar", rules, StringComparison.Ordinal);
        Assert.Contains("Thursday at 10:30, Omar.", rules, StringComparison.Ordinal);
        Assert.Equal("Book [Angry]", model.Requests[0].Key.Test);
    }

    [Fact]
    public async Task Runs_of_one_test_are_asked_for_apart()
    {
        var model = new ModelStub(Say("Thanks for booking it. Bye.", done: true));
        await using var bench = await PlayedBench.StartAsync(model, Desk);

        await bench.Bench.RunAsync("""{ "scenarios": [101], "frequency": 2 }""");

        Assert.Equal(2, model.Requests.Select(request => request.Seed).Distinct().Count());
        Assert.Single(model.Requests, request => request.Key.Parts.Any(part => part is { Key: "repetition", Value: "2" }));
    }

    [Fact]
    public async Task Only_a_run_whose_caller_went_wrong_is_asked_for_in_another_way_when_it_is_started_again()
    {
        var good = Say("Thanks for booking it. Bye.", done: true);
        var model = new ModelStub(Say("I am 555 0199."), good, good, good);
        await using var bench = await PlayedBench.StartAsync(model, _ => "Booked.");

        Assert.False((await bench.RunAsync())["success"]!.GetValue<bool>());
        Assert.True((await bench.RunAsync())["success"]!.GetValue<bool>());
        Assert.True((await bench.RunAsync())["success"]!.GetValue<bool>());

        var (first, again, last) = (model.Requests[0], model.Requests[2], model.Requests[3]);
        Assert.NotEqual(first.Seed, again.Seed);
        Assert.Contains(again.Key.Parts, part => part is { Key: "attempt", Value: "2" });
        Assert.Equal(first.Seed, last.Seed);
        Assert.Equal(first.Key.Parts, last.Key.Parts);
    }

    internal static string Desk(string said) =>
        said switch
        {
            "Hello" => "Which time? We have 10:30 on Thursday.",
            ['T', 'h', 'u', ..] => "Booked.",
            _ => "Anything else?",
        };

    internal static (string Status, bool Success, string Error) Outcome(JsonNode run) =>
        (run["status"]!.ToString(), run["success"]?.GetValue<bool>() ?? false, run["error_message"]!.ToString());

    internal static IEnumerable<string> Notes(JsonNode run) =>
        (run["metadata"]!["emulator_notes"]?.AsArray() ?? []).Select(note => note!.ToString());
}
