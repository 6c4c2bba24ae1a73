using System.Text.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>Checks <c>POST scenarios/run_scenarios_json/</c>, which starts or plans a suite.</summary>
internal sealed class SuiteRequestReader(Workspace workspace)
{
    private static readonly Dictionary<string, StartMode> Channels = StartModes
        .All.Where(mode => mode.SuiteChannel is not null)
        .ToDictionary(mode => mode.SuiteChannel!, StringComparer.Ordinal);

    // Which field belongs to which channel alone.
    private static readonly (string Field, string Channel)[] OfChannels =
    [
        ("chirp_data", "chirp"),
        ("livekit_data", "livekit_v2"),
        ("pipecat_data", "pipecat_v2"),
    ];

    public static IReadOnlyList<FieldRule> Rules { get; } =
    [
        FieldRule.Anything("spec") with
        {
            Required = true,
        },
        FieldRule.Text("file"),
        FieldRule.Integer("agent_id") with
        {
            Required = true,
        },
        FieldRule.Text("name", maxLength: 255),
        FieldRule.Choice("channel", [.. Channels.Keys]),
        .. SuiteRequest.Beside,
    ];

    /// <exception cref="RefusedException">Something is wrong with the request, the suite or the agent.</exception>
    public SuiteRequest Read(JsonElement body)
    {
        var fields = new Fields(SuiteFile.InPlace(body));
        FieldCheck.DemandOnly(fields, Rules, "This field is not accepted with a spec.");
        var channel = fields.Text("channel") ?? "voice";
        foreach (var (field, needed) in OfChannels.Where(data => fields.Has(data.Field) && data.Channel != channel))
        {
            throw RefusedException.Field(field, $"'{field}' is only for the channel '{needed}'.");
        }

        var agent = workspace.Agents.FirstOrDefault(agent => agent.Id == fields.Integer("agent_id"))
            ?? throw RefusedException.Field("agent_id", $"Invalid pk \"{fields.Integer("agent_id")}\" - object does not exist.");
        var problems = new SpecProblems();
        var suite = Suite.Read(
            fields["spec"],
            workspace,
            agent,
            Math.Min(fields.Integer("frequency") ?? 1, Multiplication.MaxRuns + 1),
            problems
        );
        if (problems.Any)
        {
            throw problems.ToRefusal();
        }

        var mode = Channels[channel];
        var playable =
            agent.HasConnection
            || suite.Entries.All(entry =>
                workspace.Namesake(entry.Name, agent) is { } kept
                && (kept.Recorded.Count > 0 || (entry.Script is null && kept.Replay is not null))
            );
        foreach (var prerequisite in mode.Needs)
        {
            // Beside a suite the address stands in an object of the channel's own.
            (channel == "chirp" ? prerequisite with { Override = "chirp_data.websocket_url" } : prerequisite).Demand(
                agent,
                fields,
                playable
            );
        }

        foreach (var entry in suite.Entries)
        {
            Multiplication.Limit(entry.Frequency);
        }

        Multiplication.Limit(suite.Entries.Sum(entry => entry.Frequency));
        return new(agent, channel, mode.Channel, suite, fields);
    }
}
