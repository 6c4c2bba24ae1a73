using Cekura.Agents.Lines;

namespace Cekura.Cli.Checking;

/// <summary>What came of one turn said to an agent.</summary>
/// <param name="Protocol">How it was spoken to.</param>
/// <param name="Where">Its address, without secrets.</param>
internal sealed record ProbeResult(string Protocol, string Where)
{
    /// <summary>Why that is no answer, sentences; null: it is one.</summary>
    public string? Problem { get; init; }

    /// <summary>What the agent answered that was no answer; null: nothing, or not of interest.</summary>
    public string? Answer { get; init; }

    /// <summary>What kind of error it is; null: it answered, but not as agents of the protocol do.</summary>
    public FaultKind? Kind { get; init; }

    /// <summary>What it said and did, in the order of arrival.</summary>
    public IReadOnlyList<ExchangeLine> Heard { get; init; } = [];

    /// <summary>When its answer was whole.</summary>
    public TimeSpan Whole { get; init; }

    /// <summary>What is wrong with an answer that is one; null: nothing.</summary>
    public string? Remark { get; init; }

    public bool IsAnswer => Problem is null;

    /// <summary>Whether each protocol would hear the same there.</summary>
    public bool IsSameForAll => Kind is FaultKind.NotReached or FaultKind.Unauthorized or FaultKind.Settings;
}
