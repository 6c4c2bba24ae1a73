using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Callers.PlayedRunTests;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>A model beside a script: it is asked where the rules are at a loss, and nowhere else.</summary>
public sealed class ScriptMindTests
{
    [Fact]
    public async Task A_script_that_works_asks_nothing()
    {
        var model = new ModelStub((_, _) => throw new InvalidOperationException("asked"));

        var run = await RunAsync(model, Script("The agent asks for your name", "Omar.", isFixed: true), said =>
            said == "Hi" ? "Your name?" : "Booked."
        );

        Assert.Equal(("completed", true, ""), Outcome(run));
        Assert.Empty(model.Requests);
        Assert.Empty(Notes(run));
    }

    [Fact]
    public async Task Patterns_are_never_left_to_a_model()
    {
        var model = new ModelStub((_, _) => throw new InvalidOperationException("asked"));

        var run = await RunAsync(model, Script("/your name/", "Omar.", isFixed: true), _ => "Who is there?");

        Assert.Equal("V27", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_condition_in_words_that_no_rule_finds_is_found_by_the_model_and_the_run_says_so()
    {
        var model = new ModelStub(Fires(1), Fires());

        var run = await RunAsync(model, Script("The agent asks for your name", "Omar.", isFixed: true), said =>
            said == "Hi" ? "Who is there?" : "Booked."
        );

        Assert.Equal(["Hi", "Omar."], PlayedBench.Said(run, "Testing Agent").Take(2));
        Assert.Contains("No rule matched \"Who is there?\": stub-1 took it for condition 1 of the script.", Notes(run));
        Assert.Contains("Caller and judge: stub-1 on this machine, not Cekura.", Notes(run));
        Assert.Equal("caller conditions 1", model.Requests[0].Key.Kind);
        Assert.Contains("1: The agent asks for your name", model.Requests[0].Messages[0].Content, StringComparison.Ordinal);
        Assert.Equal(("completed", true, ""), Outcome(run));
    }

    [Theory]
    [InlineData(7)]
    [InlineData()]
    public async Task A_model_that_finds_none_leaves_the_caller_at_a_loss(params int[] ids)
    {
        var model = new ModelStub(Fires(ids));

        var run = await RunAsync(model, Script("The agent asks for your name", "Omar.", isFixed: true), _ => "Who is there?");

        Assert.Equal("V27", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
        Assert.Contains("Sorry, could you say that again?", PlayedBench.Said(run, "Testing Agent"));
    }

    [Fact]
    public async Task Without_a_model_the_rules_decide_alone()
    {
        var run = await RunAsync(null, Script("The agent asks for your name", "Omar.", isFixed: true), _ => "Who is there?");

        Assert.Equal("V27", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
    }

    [Fact]
    public async Task An_instruction_with_a_form_is_worded_by_the_rules_and_any_other_by_the_model()
    {
        var asked = new ModelStub(Words("I am quite cross about this, Omar is my name."));

        var known = await RunAsync(
            new ModelStub((_, _) => throw new InvalidOperationException("asked")),
            Script("The agent asks for your name", "Say that you are Omar.", isFixed: false),
            said => said == "Hi" ? "Your name?" : "Booked."
        );
        var other = await RunAsync(
            asked,
            Script("The agent asks for your name", "Rant a little, with your name, Omar", isFixed: false),
            said => said == "Hi" ? "Your name?" : "Booked."
        );

        Assert.Contains("I am Omar.", PlayedBench.Said(known, "Testing Agent"));
        Assert.Contains("I am quite cross about this, Omar is my name.", PlayedBench.Said(other, "Testing Agent"));
        Assert.Contains("stub-1 put \"Rant a little, with your name, Omar\" in words.", Notes(other));
    }

    [Fact]
    public async Task A_fact_that_the_model_adds_to_an_instruction_makes_the_run_invalid()
    {
        var run = await RunAsync(
            new ModelStub(Words("My name is Peter Parker.")),
            Script("The agent asks for your name", "Rant a little, with your name, Omar", isFixed: false),
            said => said == "Hi" ? "Your name?" : "Booked."
        );

        Assert.Equal("V30", run["metadata"]!["emulator_verdict"]!["rule"]!.ToString());
    }

    [Fact]
    public async Task A_model_that_is_asked_and_gives_no_answer_is_infrastructure()
    {
        var run = await RunAsync(
            new ModelStub((_, _) => throw new ModelException(ModelErrorKind.Unreachable, "Nothing listens there.")),
            Script("The agent asks for your name", "Omar.", isFixed: true),
            _ => "Who is there?"
        );

        Assert.Equal("failed", Outcome(run).Status);
        Assert.Contains("Nothing listens there", Outcome(run).Error, StringComparison.Ordinal);
    }

    private static JsonObject Fires(params int[] ids) =>
        new() { ["fires"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]), ["reason"] = "because" };

    private static JsonObject Words(string say) => new() { ["say"] = say, ["reason"] = "because" };

    private static string Script(string condition, string action, bool isFixed) =>
        $$"""
            { "role": "A patient", "conditions": [
              { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
              { "id": 1, "condition": "{{condition}}", "action": "{{action}}", "type": "standard", "fixed_message": {{(
                isFixed ? "true" : "false"
            )}} },
              { "id": 2, "condition": "/booked/i", "action": "Bye. <endcall />", "type": "standard", "fixed_message": true } ] }
            """;

    private static async Task<JsonNode> RunAsync(IChatModel? model, string script, Func<string, string> answer)
    {
        await using var agent = await AgentServer.StartAsync(said => [new JsonObject { ["content"] = answer(said) }.ToJsonString()]);
        var seed = $$"""
            {
              "agents": [{ "id": 12, "websocket_url": "{{agent.Url}}" }],
              "scenarios": [{ "id": 101, "name": "Book", "conditional_actions": {{script}},
                "outcomes": [{ "text": "The appointment is booked", "rule": { "agent_says": "(?i)booked" } }] }],
            }
            """;
        await using var bench = new EmulatorBench(seed, options: EmulatorBench.OneFrameTurns with { ChatModel = model });
        return (await bench.RunAsync("""{ "scenarios": [101] }"""))[0]!;
    }
}
