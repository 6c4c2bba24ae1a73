using System.Collections.ObjectModel;

namespace Cekura.Runs.Starts;

/// <summary>One request that starts runs, as the journal knows it.</summary>
internal sealed record StartRecord
{
    /// <summary>The unique name of its result.</summary>
    public required string Name { get; init; }

    /// <summary>What was asked for, as a hash: two starts with the same hash start the same runs.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether the mode sends the name, so that the result can be found by it.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Agent under test; null when the service takes it from the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>When the request was about to be sent, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The result it created; null while that is not known.</summary>
    public long? ResultId { get; init; }

    /// <summary>How far it has come.</summary>
    public StartState State { get; init; }

    /// <summary>No run was ended by us.</summary>
    public static IReadOnlyDictionary<long, TimeSpan?> NoEnds { get; } = ReadOnlyDictionary<long, TimeSpan?>.Empty;

    /// <summary>
    /// Runs that we have asked the service to end by themselves, with the time limit that they had passed; null: the outcome of their case
    /// was decided.
    /// </summary>
    public IReadOnlyDictionary<long, TimeSpan?> OwnEnds { get; init; } = NoEnds;

    /// <summary>Whether conversations of it may be running that were not ended.</summary>
    public bool IsOpen => State is StartState.Intended or StartState.Started or StartState.Ending;

    /// <summary>The same with one more run that we end.</summary>
    public StartRecord WithEnd(long runId, TimeSpan? limit) =>
        this with
        {
            OwnEnds = new Dictionary<long, TimeSpan?>(OwnEnds) { [runId] = limit },
        };
}
