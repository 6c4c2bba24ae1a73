namespace Cekura.Runs.Watch;

/// <summary>The time limit of one run.</summary>
/// <param name="runId">Id of the run.</param>
/// <param name="limit">How long its conversation may last.</param>
/// <param name="due">When that is over, since the start of the watch.</param>
internal sealed class RunLimit(long runId, TimeSpan limit, TimeSpan due)
{
    public long RunId => runId;

    public TimeSpan Limit => limit;

    public TimeSpan Due => due;

    /// <summary>Whether the conversation is running, as far as is known.</summary>
    public bool IsFollowed { get; set; }
}
