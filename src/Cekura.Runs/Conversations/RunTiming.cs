using System.Globalization;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>When a conversation began and how long it lasted, from what the service says: never the time spent polling.</summary>
internal static class RunTiming
{
    /// <summary>The run's duration, else the offset of its last activity; null when nothing happened.</summary>
    public static TimeSpan? Duration(Run run) => run.Duration ?? run.TranscriptTurns.Max(turn => turn.End ?? turn.Start);

    public static DateTimeOffset? Start(Run run) => run.ExecutedAt ?? run.Timestamp;

    /// <summary><c>mm:ss</c>; minutes may exceed 59, as the service writes it.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes:00}:{time.Seconds:00}");
}
