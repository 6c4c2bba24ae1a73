namespace Cekura.Client;

/// <summary>How long one exchange may take.</summary>
internal static class TimeLimits
{
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(120);

    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan EndCalls = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan ShareLink = TimeSpan.FromSeconds(15);

    /// <summary>Enough for the largest recording over a slow line; the service publishes no limit.</summary>
    public static readonly TimeSpan Recording = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Other = TimeSpan.FromSeconds(60);
}
