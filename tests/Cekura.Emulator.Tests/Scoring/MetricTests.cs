using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Scoring;

public sealed class MetricTests
{
    private const string Talk = """
        { "duration_seconds": 12.5, "turns": [
          { "role": "Testing Agent", "content": "one two", "start_time": 0 }, { "role": "Main Agent", "content": "a b c", "start_time": 1 },
          { "role": "Testing Agent", "content": "three", "start_time": 2 }, { "role": "Main Agent", "content": "d", "start_time": 2.2 },
          { "role": "Main Agent", "content": "e f", "start_time": 9 },
          { "role": "Testing Agent", "content": "four", "start_time": 10 }, { "role": "Main Agent", "content": "g h", "start_time": 10.5 } ] }
        """;

    [Theory]
    [InlineData("latency_p50", "500")]
    [InlineData("latency_p95", "1000")]
    [InlineData("turns", "7")]
    [InlineData("words_per_turn", "2")]
    [InlineData("talk_ratio", "0.667")]
    [InlineData("duration", "12.5")]
    public async Task Measures(string measure, string expected)
    {
        var metric = await MetricAsync($$""" "eval_type": "numeric", "measure": "{{measure}}" """);

        Assert.Equal(("numeric", expected), (metric["type"]!.ToString(), metric["score"]!.ToString()));
        Assert.Contains($": {expected} ", metric["explanation"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            measure.StartsWith("latency", StringComparison.Ordinal) ? """{"percentiles":{"p50":500,"p90":1000,"p95":1000}}""" : "{}",
            metric["extra"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Classifies_by_the_first_rule_that_holds()
    {
        var metric = await MetricAsync(
            """ "eval_type": "enum", "classify": [{ "value": "x", "rule": { "agent_says": "zzz" } }, { "value": "y", "rule": { "agent_says": "g h" } }, { "value": "z" }] """
        );

        Assert.Equal(
            ("enum", null, "y", "y"),
            (metric["type"]!.ToString(), metric["score"], metric["enum"]!.ToString(), metric["value"]!.ToString())
        );
    }

    [Theory]
    [InlineData(""" "rule": { "agent_says": "a" }, "only_if": { "agent_says": "zzz" } """)]
    [InlineData(""" "eval_type": "enum", "classify": [{ "value": "x", "rule": { "agent_says": "zzz" } }] """)]
    [InlineData(""" "eval_type": "continuous_qualitative" """)]
    [InlineData(""" "slug": "expected_outcome" """)]
    public async Task Is_not_applicable(string definition)
    {
        var metric = await MetricAsync(definition);

        Assert.Null(metric["score"]);
        Assert.True(metric["extra"]!["trigger_failed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Is_not_applicable_where_there_is_nothing_to_measure()
    {
        var metric = await MetricAsync(""" "eval_type": "numeric", "measure": "latency_p50" """, "{}");

        Assert.Null(metric["score"]);
    }

    [Fact]
    public async Task Of_a_binary_rule_has_score_5_or_0()
    {
        var metric = await MetricAsync(""" "rule": { "agent_says": "a b" } """);

        Assert.Equal(
            """{"id":1,"name":"m","type":"binary_workflow_adherence","score":5,"explanation":["The agent said: \u0022a b c\u0022"],"function_name":null,"vocera_defined_metric_code":null,"extra":{},"score_normalized":1,"eval_type":"binary","passed":true}""",
            metric.ToJsonString()
        );
    }

    private static async Task<JsonNode> MetricAsync(string definition, string replay = Talk)
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay(replay, "\"metrics\": [1],", $$""" "metrics": [{ "id": 1, "name": "m", {{definition}} }], """)
        );
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        return run["evaluation"]!["metrics"]![0]!;
    }
}
