using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A suite to start or to plan, checked.</summary>
/// <param name="Agent">The agent under test.</param>
/// <param name="ChannelName"><c>voice</c>, <c>text</c>, <c>elevenlabs</c>, <c>livekit_v2</c> or <c>pipecat_v2</c>.</param>
/// <param name="Channel">What that is.</param>
/// <param name="Suite">The test cases.</param>
/// <param name="Fields">The request.</param>
internal sealed record SuiteRequest(Agent Agent, string ChannelName, Channel Channel, Suite Suite, Fields Fields)
{
    private static readonly string[] Echoed = ["frequency", "concurrency_limit", "livekit_data", "pipecat_data"];

    public long TotalRuns => Suite.Entries.Sum(entry => entry.Frequency);

    /// <summary>The request's, else the suite's; null when neither names it.</summary>
    public string? Name => Fields.Text("name") is { Length: > 0 } name ? name : Suite.Name;

    public int? ConcurrencyLimit => (int?)Math.Min(Fields.Integer("concurrency_limit") ?? Suite.ConcurrencyLimit ?? int.MaxValue, int.MaxValue);

    /// <summary>For <c>run_settings</c>.</summary>
    public JsonObject Settings()
    {
        var settings = new JsonObject { ["channel"] = ChannelName };
        foreach (var field in Echoed.Where(Fields.Has))
        {
            settings[field] = Fields[field].ToNode();
        }

        return settings;
    }
}
