using System.Text.Json;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>Checks a request to start or plan a suite (contract, section 17).</summary>
internal sealed class SuiteRequestReader(Workspace workspace)
{
    private static readonly Dictionary<string, string> Operations = new()
    {
        ["voice"] = "run_scenarios",
        ["text"] = "run_scenarios_text",
        ["elevenlabs"] = "run_scenarios_elevenlabs",
        ["livekit_v2"] = "run_scenarios_livekit_v2",
        ["pipecat_v2"] = "run_scenarios_pipecat_v2",
    };

    private static readonly FieldRule[] Rules =
    [
        new("spec", static (_, _) => { }) { Required = true }, FieldRule.Integer("agent_id") with { Required = true }, FieldRule.Text("name", longest: 255),
        FieldRule.Choice("channel", [.. Operations.Keys]), FieldRule.Object("livekit_data"), FieldRule.Object("pipecat_data"),
        FieldRule.Integer("frequency", least: 1), FieldRule.Integer("concurrency_limit", least: 1),
    ];

    /// <exception cref="RefusedException">Something is wrong with the request, the suite or the agent.</exception>
    public SuiteRequest Read(JsonElement body)
    {
        var fields = new Fields(body);
        FieldCheck.Demand(fields, Rules);
        var channel = fields.Text("channel") ?? "voice";
        DemandChannel(fields, "livekit_data", channel, "livekit_v2");
        DemandChannel(fields, "pipecat_data", channel, "pipecat_v2");
        var agent = workspace.Agents.FirstOrDefault(agent => agent.Id == fields.Integer("agent_id"))
            ?? throw RefusedException.Field("agent_id", $"Invalid pk \"{fields.Integer("agent_id")}\" - object does not exist.");
        var problems = new SpecProblems();
        var suite = Suite.Read(fields["spec"], workspace, agent, Math.Min(fields.Integer("frequency") ?? 1, Multiplication.MostRuns + 1), problems);
        if (problems.Any)
        {
            throw problems.ToRefusal();
        }

        var mode = StartModes.All.First(mode => mode.Operation == Operations[channel]);
        var playable = agent.HasConnection || suite.Entries.All(entry => entry.Script is null && workspace.Namesake(entry.Name, agent)?.Replay is not null);
        foreach (var prerequisite in mode.Needs)
        {
            prerequisite.Demand(agent, fields, playable);
        }

        foreach (var entry in suite.Entries)
        {
            Multiplication.Limit(entry.Frequency);
        }

        Multiplication.Limit(suite.Entries.Sum(entry => entry.Frequency));
        return new(agent, channel, mode.Channel, suite, fields);
    }

    private static void DemandChannel(Fields fields, string field, string channel, string needed)
    {
        if (fields.Has(field) && channel != needed)
        {
            throw RefusedException.Field(field, $"'{field}' is only for the channel '{needed}'.");
        }
    }
}
