using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Judging.Judgements;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>Metrics of the type <c>llm_judge</c>.</summary>
public sealed class MetricJudgementTests
{
    private const string Polite = """{ "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?" }""";
    private const string By = "by stub-1 on this machine, not by Cekura: So it was. Turn 4: \"You are booked for Monday\"";

    [Fact]
    public async Task Pass_and_fail()
    {
        var passed = await OfMetricAsync(StubModel.Saying(Metric("pass")), Polite);
        Assert.Equal((true, null, ""), Verdict(passed));
        Assert.Equal(
            $$"""{"id":5,"name":"Polite","type":"binary_workflow_adherence","score":5,"explanation":["Judged pass {{By}}"],"function_name":null,"vocera_defined_metric_code":null,"extra":{},"score_normalized":1,"eval_type":"binary","passed":true}""",
            Plain(passed["evaluation"]!["metrics"]![0]!).Replace("\\\"", "\"", StringComparison.Ordinal)
        );

        var model = StubModel.Saying(Metric("fail"), Metric("pass"), Metric("Fail"));
        var failed = await OfMetricAsync(model, Polite);
        Assert.Equal((false, null, ""), Verdict(failed));
        var entry = failed["evaluation"]!["metrics"]![0]!;
        Assert.Equal(("0", $"2 of 3 judged fail {By}"), (entry["score"]!.ToString(), entry["explanation"]![0]!.ToString()));
        Assert.Equal(["judge metric 5 0", "judge metric 5 1", "judge metric 5 2"], model.Kinds);
    }

    [Theory]
    [InlineData("continuous_qualitative", "3.5", "3.5", "judge metric 5 0")]
    [InlineData("continuous_qualitative", "\"4\"", "4", "judge metric 5 0")]
    [InlineData("numeric", "-17.25", "-17.25", "judge metric 5 0")]
    public async Task A_number_is_the_score(string type, string answer, string score, string asked)
    {
        var model = StubModel.Saying(Metric(JsonNode.Parse(answer)!, "", 0));

        var run = await OfMetricAsync(model, Polite.Replace("\"type\"", $"\"eval_type\": \"{type}\", \"type\"", StringComparison.Ordinal));

        Assert.Equal((true, null, ""), Verdict(run));
        Assert.Equal((score, type), (Of(run)["score"]!.ToJsonString(), Of(run)["type"]!.ToString()));
        Assert.Equal([asked], model.Kinds);
    }

    [Fact]
    public async Task A_label_is_one_of_those_of_the_metric()
    {
        const string Mood =
            """{ "id": 5, "name": "Mood", "type": "llm_judge", "eval_type": "enum", "enum_values": ["calm", "Angry"], "prompt": "Which mood?" }""";
        var model = StubModel.Saying(Metric("angry"));

        var run = await OfMetricAsync(model, Mood);

        Assert.Equal(("Angry", "Angry", null), (Of(run)["enum"]!.ToString(), Of(run)["value"]!.ToString(), Of(run)["score"]));
        Assert.Contains("Labels:\n- calm\n- Angry\n", model.Asked[0].Messages[1].Content, StringComparison.Ordinal);
        Assert.Equal("V30", Verdict(await OfMetricAsync(StubModel.Saying(Metric("sad"), Metric("sad")), Mood)).Rule);
    }

    [Theory]
    [InlineData("continuous_qualitative", "6")]
    [InlineData("continuous_qualitative", "-1")]
    [InlineData("numeric", "\"many\"")]
    [InlineData("numeric", "true")]
    [InlineData("binary", "5")]
    [InlineData("binary", "null")]
    [InlineData("binary", "true")]
    public async Task An_answer_of_another_type_is_no_verdict(string type, string answer)
    {
        var metric = Polite.Replace("\"type\"", $"\"eval_type\": \"{type}\", \"type\"", StringComparison.Ordinal);
        var said = JsonNode.Parse(Metric("x"))!;
        said["answer"] = JsonNode.Parse(answer);

        var run = await OfMetricAsync(StubModel.Saying(said.ToJsonString(), said.ToJsonString()), metric);

        Assert.StartsWith(
            "Infrastructure: no verdict on metric 5 \"Polite\" from the judge, stub-1",
            Verdict(run).Message,
            StringComparison.Ordinal
        );
        Assert.Null(Of(run)["score"]);
        Assert.StartsWith("Not judged by stub-1 on this machine: ", Of(run)["explanation"]![0]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2,4,1", "2", "1 of 3 judged 2", false)]
    [InlineData("2,4,4", "4", "2 of 3 judged 4", true)]
    [InlineData("4", "4", "Judged 4", true)]
    public async Task A_number_that_the_rubric_fails_is_judged_again_and_the_middle_one_counts(
        string answers,
        string score,
        string split,
        bool success
    )
    {
        await using var bench = Open(
            StubModel.Saying([.. answers.Split(',').Select(answer => Metric(JsonNode.Parse(answer)!))]),
            "\"metrics\": [5],",
            Polite.Replace("\"type\"", "\"eval_type\": \"continuous_qualitative\", \"type\"", StringComparison.Ordinal),
            sections: """ "rubric": [{ "metric": 5, "op": "gte", "value": 3 }], """
        );

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        Assert.Equal((success, score), (run["success"]!.GetValue<bool>(), Of(run)["score"]!.ToString()));
        Assert.StartsWith($"{split} by stub-1", Of(run)["explanation"]![0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_trigger_is_asked_first()
    {
        const string Triggered =
            """{ "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?", "evaluation_trigger": "custom", "evaluation_trigger_prompt": "Did the agent book?" }""";
        var fires = StubModel.Saying(Metric("yes"), Metric("pass"));
        Assert.Equal((true, null, ""), Verdict(await OfMetricAsync(fires, Triggered)));
        Assert.Equal(["judge metric 5 trigger 0", "judge metric 5 0"], fires.Kinds);
        Assert.Contains("Condition:\nDid the agent book?\n", fires.Asked[0].Messages[1].Content, StringComparison.Ordinal);

        var run = await OfMetricAsync(StubModel.Saying(Metric("no", "", 0)), Triggered);
        Assert.Equal((true, null, ""), Verdict(run));
        Assert.Equal((null, true), (Of(run)["score"], Of(run)["extra"]!["trigger_failed"]!.GetValue<bool>()));
        Assert.StartsWith("Judged not applicable by stub-1", Of(run)["explanation"]![0]!.ToString(), StringComparison.Ordinal);

        var unclear = await OfMetricAsync(StubModel.Saying(Metric("maybe"), Metric("maybe")), Triggered);
        Assert.Equal("V30", Verdict(unclear).Rule);
    }

    [Theory]
    [InlineData("\"type\": \"custom_code\", \"prompt\": \"x\"", "A metric of the type custom_code is Python, which needs the service.")]
    [InlineData("\"type\": \"basic\", \"prompt\": \"x\"", "A metric of the type basic needs the service.")]
    [InlineData("\"type\": \"llm_judge\", \"prompt\": \" \"", "It has no \"prompt\" that says what to look for.")]
    [InlineData(
        "\"type\": \"llm_judge\", \"prompt\": \"x\", \"evaluation_trigger\": \"custom\", \"trigger_type\": \"custom_code\"",
        "Its trigger is custom code: Python, which needs the service."
    )]
    [InlineData(
        "\"type\": \"llm_judge\", \"prompt\": \"x\", \"evaluation_trigger\": \"custom\"",
        "Its trigger is custom and has no \"evaluation_trigger_prompt\"."
    )]
    [InlineData("\"type\": \"llm_judge\", \"prompt\": \"x\", \"eval_type\": \"enum\"", "It has no \"enum_values\" to choose from.")]
    public async Task What_needs_the_service_has_no_score_and_is_never_a_pass(string keys, string why)
    {
        var model = StubModel.Saying();

        var run = await OfMetricAsync(model, $$"""{ "id": 5, "name": "Polite", {{keys}} }""");

        Assert.Equal((false, "V29", "Not judged: the emulator has no rule and no judge for metric 5 \"Polite\"."), Verdict(run));
        Assert.Contains(
            $"metric 5 \"Polite\": {why}",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal((null, why), (Of(run)["score"], Of(run)["explanation"]![0]!.ToString()));
        Assert.Empty(model.Asked);
    }

    [Theory]
    [InlineData("\"description\": \"Is it polite?\", \"type\": \"llm_judge\"")]
    [InlineData("\"prompt\": \"Is it polite?\"")]
    [InlineData("\"prompt\": \"Is it polite?\", \"type\": \"custom_prompt\"")]
    public async Task A_prompt_is_enough(string keys)
    {
        var model = StubModel.Saying(Metric("pass"));

        Assert.Equal((true, null, ""), Verdict(await OfMetricAsync(model, $$"""{ "id": 5, "name": "Polite", {{keys}} }""")));
        Assert.StartsWith("Criterion:\nIs it polite?\n\n<conversation>", model.Asked[0].Messages[1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metric_with_a_rule_keeps_it_and_one_whose_condition_does_not_hold_is_not_asked_for()
    {
        var model = StubModel.Saying();

        var run = await RunAsync(
            model,
            "\"metrics\": [5, 6],",
            """
            { "id": 5, "name": "Bye", "type": "llm_judge", "prompt": "x", "rule": { "agent_says": "Goodbye" } },
            { "id": 6, "name": "Polite", "type": "llm_judge", "prompt": "x", "only_if": { "agent_says": "never" } }
            """
        );

        Assert.Equal("5", run["evaluation"]!["metrics"]![0]!["score"]!.ToString());
        Assert.Empty(model.Asked);
    }

    [Fact]
    public async Task Variables_of_a_prompt_are_filled_in_and_days_do_not_reach_the_cassette()
    {
        const string Prompt =
            "{{transcript}}|{{call_end_reason}}|{{ date }}|{{timestamp}}|{{metadata.ended_reason}}|{{metadata.none}}|{{test_profile.city}}|{{test_profile.name}}|{{agent.name}}|{{agent.language}}|{{evaluator.instructions}}|{{evaluator.conditional_action_instructions}}|{{provider_call_data.id}}|{{other}}|{{ not one }}";
        var model = StubModel.Saying(Metric("pass"));
        await using var bench = new EmulatorBench(
            $$"""
            { "agents": [{ "id": 1, "agent_name": "Desk", "language": "de" }],
              "test_profiles": [{ "id": 2, "name": "Maria", "information": { "testing_agent_variables": { "city": "Bonn" } } }],
              "metrics": [{ "id": 5, "name": "Polite", "type": "llm_judge", "prompt": {{JsonValue.Create(Prompt)!.ToJsonString()}} }],
              "scenarios": [{ "id": 1, "name": "Canned", "instructions": "You are Ann.", "test_profile": 2, "metrics": [5], "replay": {{Turns}} }] }
            """,
            options: new() { ChatModel = model }
        );

        await bench.RunAsync("""{ "scenarios": [1] }""");

        var asked = Assert.Single(model.Asked);
        var today = DateTimeOffset.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var parts = asked.Messages[1].Content.Split('\n')[1].Split('|');
        Assert.Equal(
            [
                "the conversation below",
                "\"main-agent-ended-call\"",
                "\"main-agent-ended-call\"",
                "(not known)",
                "Bonn",
                "Maria",
                "Desk",
                "de",
                "You are Ann.",
                "",
                "(not known)",
                "(not known)",
                "{{ not one }}",
            ],
            parts.Where((_, index) => index is not (2 or 3))
        );
        Assert.StartsWith(today, parts[2], StringComparison.Ordinal);
        Assert.StartsWith(today, parts[3], StringComparison.Ordinal);
        var recorded = asked.Key.Parts.Single(part => part.Key == "criterion").Value;
        Assert.Contains("|{{ date }}|{{timestamp}}|", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain(asked.Key.Parts, part => part.Value.Contains(today + "-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cassette_knows_a_question_by_test_kind_criterion_and_conversation()
    {
        var model = StubModel.Saying(Line("met"));
        await OfLinesAsync(model, "- The agent  reads the slot back.");

        var key = model.Asked[0].Key;
        Assert.Equal(("Canned", "judge outcome", 0), (key.Test, key.Kind, key.Sample));
        Assert.Equal(["rules", "criterion", "conversation"], key.Parts.Select(part => part.Key));
        Assert.Equal(
            "agent: Good morning, this is the clinic's front desk. caller: Please book me in, and read the slot back. agent calls: book({\"day\":\"Monday\"}) agent: You are booked for Monday at 9:00. agent: Goodbye. (it ended: main-agent-ended-call)",
            key.Parts[2].Value
        );
    }

    private static JsonNode Of(JsonNode run) => run["evaluation"]!["metrics"]![0]!;

    private static Task<JsonNode> OfMetricAsync(IChatModel model, string metric) => RunAsync(model, "\"metrics\": [5],", metric);
}
