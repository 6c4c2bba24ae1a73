using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Running;
using Cekura.Cli.Waiting;
using Cekura.Manifests.Modes;

namespace Cekura.Cli.Starting;

/// <summary>Commands that start scenarios: one for each mode that has one.</summary>
internal sealed class StartCommands(CommandFactory factory)
{
    /// <summary>The commands of <c>scenarios</c>.</summary>
    public IEnumerable<Command> All =>
        ModeTable.All.Where(mode => mode.HasCommand).Select(mode => Start($"run-{mode.Name.Replace('_', '-')}", "scenarios", mode));

    /// <summary>The command of <c>run</c>.</summary>
    public Command Text => Start("start", "run", ModeTable.Find(ModeTable.Default)!);

    private Command Start(string name, string group, Mode mode)
    {
        var request = new StartRequest(mode);
        var wait = new WaitOptions();
        var shown = mode.OneRequired.Count > 0 ? $" --{mode.OneRequired[0].Replace('_', '-')} asst_1" : "";
        return factory.Make(
            name,
            $"Starts scenarios in mode {mode.Name}. Conversations cost money{(mode.IsSpoken ? ", and may ring phones" : "")}.",
            [
                $"{group} {name} --agent-id 12 --scenario-ids 101,102{shown}",
                $"{group} {name} --from-file request.json --format json",
                $"{group} {name} --agent-id 12 --scenario-ids 101,102{shown} --wait --fail-on-threshold 0.9",
            ],
            [.. request.Symbols, .. wait.Symbols],
            async (invocation, cancellationToken) =>
            {
                using var start = await CommandStart.OpenAsync(invocation, wait.IsGiven(invocation));
                var body = await request.ReadAsync(invocation, start.NewName, cancellationToken);
                var started = await start.RunAsync(
                    NameOf(body["name"]),
                    IdOf(body[mode.AgentField]),
                    () => invocation.Client.Scenarios.RunAsync(mode.Name, body, CancellationToken.None),
                    cancellationToken
                );
                return await wait.FollowAsync(invocation, started, cancellationToken);
            }
        );
    }

    // A file may say anything; what is no name or id is for the service to refuse.
    private static string? NameOf(JsonNode? name) => name is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? IdOf(JsonNode? agent) => agent is JsonValue value && value.TryGetValue<long>(out var id) ? id : null;
}
