using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A suite to start or to plan, checked.</summary>
/// <param name="Agent">The agent under test.</param>
/// <param name="ChannelName"><c>voice</c>, <c>text</c>, <c>chirp</c>, <c>elevenlabs</c>, <c>livekit_v2</c> or <c>pipecat_v2</c>.</param>
/// <param name="Channel">What that is.</param>
/// <param name="Suite">The test cases.</param>
/// <param name="Fields">The request.</param>
internal sealed record SuiteRequest(Agent Agent, string ChannelName, Channel Channel, Suite Suite, Fields Fields)
{
    private static readonly FieldRule[] Overrides =
    [
        FieldRule.Integer("frequency", min: 1),
        FieldRule.Integer("concurrency_limit", min: 1),
        FieldRule.Text("agent_number"),
        FieldRule.Text("outbound_phone_number"),
        FieldRule.Choice("mode", "same_number", "different_numbers"),
        FieldRule.Texts("mock_tool_names"),
    ];

    private static readonly FieldRule[] Connections =
    [
        FieldRule.WebSocketData("chirp_data"),
        FieldRule.Object("livekit_data"),
        FieldRule.Object("pipecat_data"),
    ];

    /// <summary>Everything that stands beside the suite and applies to its runs.</summary>
    public static IReadOnlyList<FieldRule> Beside { get; } = [.. Overrides, .. Connections];

    public long TotalRuns => Suite.Entries.Sum(entry => entry.Frequency);

    /// <summary>The request's, else the suite's; null when neither names it.</summary>
    public string? Name => Fields.Text("name") is { Length: > 0 } name ? name : Suite.Name;

    public int? ConcurrencyLimit =>
        (int?)Math.Min(Fields.Integer("concurrency_limit") ?? Suite.ConcurrencyLimit ?? int.MaxValue, int.MaxValue);

    /// <summary>For <c>run_settings</c>.</summary>
    public JsonObject Settings() => Echo(Beside, new() { ["channel"] = ChannelName });

    /// <summary>For <c>run_overrides</c> of a plan.</summary>
    public JsonObject RunOverrides() => Echo(Overrides, []);

    private JsonObject Echo(IEnumerable<FieldRule> rules, JsonObject echo)
    {
        foreach (var rule in rules.Where(rule => Fields.Has(rule.Name)))
        {
            echo[rule.Name] = rule.Echo(Fields, rule.Name);
        }

        return echo;
    }
}
