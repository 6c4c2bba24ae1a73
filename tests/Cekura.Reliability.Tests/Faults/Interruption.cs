namespace Cekura.Reliability.Tests.Faults;

/// <summary>A session is struck at a request or at a line of its journal.</summary>
/// <param name="What">What strikes it.</param>
/// <param name="At">Where.</param>
/// <param name="Number">Which request or line, counted from 1.</param>
/// <param name="Moment">Before, in or after it.</param>
internal sealed record Interruption(Strike What, Place At, int Number, Moment Moment)
{
    public override string ToString() => $"{What} {Moment} {At} {Number}";
}

internal enum Strike
{
    Cancelled,
    Killed,

    /// <summary>The guard is killed; the session was before it, without having ended anything.</summary>
    GuardKilled,
}

internal enum Place
{
    Request,
    Line,
}

internal enum Moment
{
    Before,

    /// <summary>Half of the line is on disk.</summary>
    Within,

    After,
}
