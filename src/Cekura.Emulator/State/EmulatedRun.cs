using System.Text.Json.Nodes;
using Cekura.Emulator.Chat;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.State;

/// <summary>One run: what it is about, which never changes, and how it stands.</summary>
internal sealed class EmulatedRun(EmulatedResult result, RunCase about, long id) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _endCall = new();
    private ApiChat? _chat;
    private RunState _state = new() { UpdatedAt = result.CreatedAt };

    public long Id => id;

    public EmulatedResult Result => result;

    public Scenario Scenario { get; } = about.Scenario.For(about.Personality, about.TestProfile, about.Repetition);

    public Agent Agent => about.Agent;

    public Personality? Personality => about.Personality;

    public TestProfile? TestProfile => about.TestProfile;

    /// <summary>Number of this run among those of the same scenario, personality and profile, from 1.</summary>
    public int Repetition => about.Repetition;

    public string? WebSocketUrl => about.WebSocketUrl;

    /// <summary>What the request says about this run alone.</summary>
    public JsonObject RequestedMetadata => about.Metadata;

    /// <summary>The number that calls an inbound agent.</summary>
    public string? InboundNumber => Agent.Inbound ? about.CallerNumber : null;

    /// <summary>The number that an outbound agent has to dial.</summary>
    public string? OutboundNumber => Agent.Inbound ? null : about.CallerNumber;

    public string? AgentNumber => about.AgentNumber;

    /// <summary>Where an outbound agent writes to; null in all but the mode email. The domain is one that never exists.</summary>
    public string? InboundEmail => Result.Order.Channel.IsEmail && !Agent.Inbound ? $"run-{id}@emulator.invalid" : null;

    /// <summary>Whether the agent has to dial before there is a conversation.</summary>
    public bool AwaitsDial => Result.Order.Channel.HasNumbers && !Agent.Inbound;

    /// <summary>The conversation of a run in the mode API chat; null until it is in progress, and in all other modes.</summary>
    public ApiChat? Chat
    {
        get
        {
            lock (_gate)
            {
                return _chat;
            }
        }
        set
        {
            lock (_gate)
            {
                _chat = value;
            }
        }
    }

    /// <summary>Cancelled when the service was asked to end the call.</summary>
    public CancellationToken CallEnded => _endCall.Token;

    /// <summary>Advances behind the lock when the run has ended or its score was revised; set by the store that keeps the run.</summary>
    public Revision? Revision { private get; set; }

    public RunState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Changes how it stands. A run that has ended stays as it is.</summary>
    public void Update(Func<RunState, RunState> change)
    {
        lock (_gate)
        {
            if (_state.IsTerminal)
            {
                return;
            }

            _state = change(_state);
            if (_state.IsTerminal)
            {
                Revision?.Advance();
            }
        }
    }

    /// <summary>Changes the score of a run that has one.</summary>
    /// <returns>Whether it has.</returns>
    public bool Revise(Func<RunState, Score, RunState> change)
    {
        lock (_gate)
        {
            if (_state is not { Score: { } score, IsTerminal: true })
            {
                return false;
            }

            _state = change(_state, score);
            Revision?.Advance();
            return true;
        }
    }

    public Task EndCallAsync() => _endCall.CancelAsync();

    /// <summary>
    /// Ends the calls of these runs, the last of the queue first: one that talks makes room for the next with its end, which must not begin
    /// then.
    /// </summary>
    public static Task EndCallsAsync(IEnumerable<EmulatedRun> runs) => Task.WhenAll(runs.Reverse().Select(run => run.EndCallAsync()));

    public void Dispose() => _endCall.Dispose();
}
