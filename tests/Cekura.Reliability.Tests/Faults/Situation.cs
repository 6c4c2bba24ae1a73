namespace Cekura.Reliability.Tests.Faults;

/// <summary>What a session is about before anything goes wrong, and who looks after what it leaves.</summary>
/// <param name="Name">For the table and for failures.</param>
internal sealed record Situation(string Name)
{
    public Form Form { get; init; } = Form.Text;

    /// <summary>Whether conversations end by themselves; else they go on until somebody ends them.</summary>
    public bool BookEnds { get; init; } = true;

    public bool MoveEnds { get; init; } = true;

    /// <summary>Repetitions of each case.</summary>
    public int Frequency { get; init; } = 1;

    /// <summary>Time limit of the second scenario's cases, seconds.</summary>
    public int? CaseTimeout { get; init; }

    /// <summary>Time limit of the batch, seconds.</summary>
    public int BatchTimeout { get; init; } = 1800;

    public bool StopWhenDecided { get; init; }

    /// <summary>Conversations that the service holds at a time, somebody else's among them; null: as many as there are.</summary>
    public int? Slots { get; init; }

    /// <summary>When somebody stops the session; null: nobody.</summary>
    public TimeSpan? CancelAfter { get; init; }

    /// <summary>What strikes the session from inside.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>Who comes after the process.</summary>
    public Successor Successor { get; init; } = Successor.Guard;

    /// <summary>Whether nobody can read any verdict: then every case fails.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>When the session has to have come to its end, however long it is answered nothing; null: as long as it takes.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>What always goes wrong here.</summary>
    public IReadOnlyList<Disturbance> Always { get; init; } = [];

    /// <summary>Whether the session, or the second attempt after it, comes to its verdicts.</summary>
    public bool Concludes => Successor == Successor.SecondAttempt || (CancelAfter is null && Interruption is null);

    /// <summary>Whether the service ends with a pass for a case; what does not end by itself, or fails its checks, is none.</summary>
    public bool Passes(string displayName) => BookEnds && !IsUnreadable && displayName.StartsWith("Book", StringComparison.Ordinal);

    public override string ToString() => Interruption is null ? Name : $"{Name}, {Interruption}";
}

/// <summary>The form of the request that starts.</summary>
internal enum Form
{
    /// <summary>Scenarios of the service, mode text.</summary>
    Text,

    /// <summary>Mode websocket, which takes no name for its result.</summary>
    WebSocket,

    /// <summary>A suite of the repository.</summary>
    Suite,
}

/// <summary>Who looks after what a process left.</summary>
internal enum Successor
{
    /// <summary>The guard beside it.</summary>
    Guard,

    /// <summary>No guard: the sweep of later test runs.</summary>
    Sweep,

    /// <summary>No guard: the same tests once more.</summary>
    SecondAttempt,
}
