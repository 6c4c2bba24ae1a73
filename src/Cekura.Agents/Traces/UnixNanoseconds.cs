namespace Cekura.Agents.Traces;

/// <summary>Times of OTLP: nanoseconds since 1970.</summary>
internal static class UnixNanoseconds
{
    private const ulong PerTick = 100;

    // The end of the year 9999: what is later is no time.
    private static readonly ulong MaxTicks = (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;

    public static DateTimeOffset ToTime(ulong nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)Math.Min(nanoseconds / PerTick, MaxTicks));

    public static ulong Of(DateTimeOffset time) => (ulong)Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks) * PerTick;
}
