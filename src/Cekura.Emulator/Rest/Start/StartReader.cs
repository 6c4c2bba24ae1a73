using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Checks a request to start runs by the rules of its mode, and multiplies it out.</summary>
internal sealed class StartReader(Workspace workspace, StartMode mode)
{
    // What is selected and named shows in the runs; headers may hold secrets.
    private static readonly string[] NotEchoed =
    [
        "scenarios",
        "tags",
        "folder_path",
        "project_id",
        "agent",
        "agent_id",
        "assistant_id",
        "name",
        "websocket_headers",
    ];

    private readonly string[] _accepted = [.. mode.Fields.Select(rule => rule.Name)];

    /// <exception cref="RefusedException">The service would refuse it.</exception>
    public StartOrder Read(JsonElement body)
    {
        var fields = new Fields(body).Only(_accepted);
        FieldCheck.Demand(fields, mode.Fields);
        var (agent, scenarios) = new Selection(workspace, mode, fields).Read();
        var channel = mode.Channel;
        if (channel.IsText && fields.Text("websocket_url") is { Length: > 0 } url)
        {
            channel = channel with { RunType = "WebSocket" };
            scenarios = [.. scenarios.Select(scenario => scenario with { WebSocketUrl = url })];
        }

        var playable = agent.HasConnection || scenarios.All(scenario => scenario.NeedsNoConnection);
        foreach (var prerequisite in mode.Needs)
        {
            prerequisite.Demand(agent, fields, playable);
        }

        var frequency = fields.Integer("frequency") ?? 1;
        var cases = Multiplication.Cases(agent, scenarios, Overrides.Read(workspace, agent, fields), frequency);
        return new()
        {
            Name = fields.Text("name") is { Length: > 0 } name ? name : $"{agent.Name}: {scenarios.Count} scenarios",
            Channel = channel,
            Cases = channel.HasNumbers ? Numbers.Assign(cases, fields) : cases,
            WebSocketHeaders = fields.Dictionary("websocket_headers") ?? new Dictionary<string, string>(),
            ConcurrencyLimit = fields.Integer("concurrency_limit") is { } max ? (int)Math.Min(max, int.MaxValue) : null,
            Timeout = fields.Integer("timeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Settings = Settings(fields, frequency),
        };
    }

    private JsonObject Settings(Fields fields, long frequency)
    {
        var settings = new JsonObject();
        foreach (var rule in mode.Fields.Where(rule => !NotEchoed.Contains(rule.Name) && fields.Has(rule.Name)))
        {
            settings[rule.Name] = rule.Echo(fields, rule.Name);
        }

        settings["frequency"] = frequency;
        return settings;
    }
}
