using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.State;

/// <summary>Carries a run out as a conversation with the agent, which is launched first where the seed says how.</summary>
internal sealed class ConversationStage(IConversationPlayer player, AgentProcesses agents, TimeProvider time, int randomSeed)
{
    private readonly ReplayStage _replay = new(time);

    /// <summary>Ends early when <see cref="EmulatedRun.CallEnded"/> is cancelled, and throws <see cref="OperationCanceledException"/> only for that.</summary>
    public Task<Performance> PerformAsync(EmulatedRun run) => run.Scenario switch
    {
        { Replay: { } replay } => _replay.PerformAsync(run, replay),
        { Script: null } => Task.FromResult(Performance.Failed(
            $"Scenario {run.Scenario.Id} \"{run.Scenario.Name}\" is of the type {run.Scenario.Type}: its caller needs a language model, which the emulator has not. "
            + "Give it conditional_actions, or a replay in the seed (the test case of a suite takes that of the scenario with its name), or run it on the service.")),
        _ => HoldAsync(run, run.Scenario.Script),
    };

    private async Task<Performance> HoldAsync(EmulatedRun run, Script.CallerScript script)
    {
        Uri url;
        try
        {
            url = await AddressAsync(run);
        }
        catch (LaunchException e)
        {
            return Performance.Failed(e.Message);
        }

        var record = await player.PlayAsync(Request(run, script, url), turn => run.Update(state => state with { Turns = state.Turns.Add(turn) }), run.CallEnded);
        return new()
        {
            Status = record.End switch
            {
                ConversationEnd.Completed => RunStatus.Completed,
                ConversationEnd.Cancelled => RunStatus.Cancelled,
                _ => RunStatus.Failed,
            },
            EndedReason = record.EndedReason ?? "",
            ErrorMessage = record.End == ConversationEnd.Failed ? $"{record.ErrorMessage} {agents.LastWords(run.Agent)}".Trim() : "",
            Turns = record.Turns,
            FiredConditions = record.FiredConditions,
            Metadata = record.Metadata,
            Duration = record.Duration,
        };
    }

    private async Task<Uri> AddressAsync(EmulatedRun run) => run.WebSocketUrl is { } url
        ? new(url)
        : new(await agents.AddressAsync(run.Agent).WaitAsync(run.CallEnded));

    private ConversationRequest Request(EmulatedRun run, Script.CallerScript script, Uri url)
    {
        var request = new ConversationRequest
        {
            Url = url,
            Headers = HandshakeHeaders.Of(run),
            Script = script,
            Style = run.Personality?.Style ?? default,
            Seed = HashSeed(run),
            AgentGivesFirstMessage = run.Agent.GivesFirstMessage,
            EndCallEnabled = run.Personality?.EndCallEnabled ?? true,
            HasEndCallTool = run.Scenario.ToolIds.Contains("TOOL_END_CALL"),
            TestProfile = run.TestProfile?.Information.ToNode() as JsonObject,
        };
        return request with
        {
            MaxDuration = run.Scenario.MaxDuration ?? request.MaxDuration,
            IdleTimeout = run.Personality?.IdleTimeout ?? request.IdleTimeout,
            IdleMessages = run.Personality?.IdleMessages ?? request.IdleMessages,
        };
    }

    // The same for the same case in every process, whatever else was started before; HashCode differs from process to process.
    private int HashSeed(EmulatedRun run) =>
        unchecked((int)((((((randomSeed * 31L) + run.Scenario.Id) * 31) + (run.Personality?.Id ?? 0)) * 31) + run.Repetition));
}
