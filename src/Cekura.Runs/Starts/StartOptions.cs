namespace Cekura.Runs.Starts;

/// <summary>What a start, and the end of what it started, take from the session.</summary>
internal sealed record StartOptions
{
    /// <summary>Where starts are written before they are sent; null: nowhere, so nothing ends them after a crash.</summary>
    public StartJournal? Journal { get; init; }

    /// <summary>What earlier sessions started and this one may resume; null: nothing.</summary>
    public EarlierStarts? Earlier { get; init; }

    /// <summary>Checks that the session is still wanted, and cancels it when it is not; called before every start.</summary>
    public Action Look { get; init; } = () => { };

    /// <summary>Whether an emulator on this machine answers.</summary>
    public bool IsLocal { get; init; }

    /// <summary>How long to wait before each search for a start whose answer was lost.</summary>
    public IReadOnlyList<TimeSpan> LostStartPauses { get; init; } = LostStart.Pauses;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
