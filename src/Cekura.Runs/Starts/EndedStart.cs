using Cekura.Runs.Conversations;

namespace Cekura.Runs.Starts;

/// <summary>What became of a start that a dead process left behind.</summary>
/// <param name="Name">Unique name of its result; of a journal that cannot be read, its path.</param>
/// <param name="ResultId">The result; null when the service knows none.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Error">Why it could not be ended, and what to do; null otherwise.</param>
internal sealed record EndedStart(string Name, long? ResultId, EndOutcome Outcome, string? Error = null)
{
    /// <summary>What was asked to end it, as messages name it.</summary>
    public string Service { get; init; } = ServiceName.Service;
}
