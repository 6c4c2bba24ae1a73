namespace Cekura.Client;

/// <summary>How long one exchange may take (contract, section 4).</summary>
internal static class TimeLimits
{
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(120);

    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan EndCalls = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan ShareLink = TimeSpan.FromSeconds(15);

    /// <summary>The largest recording over a slow line; the contract names no limit.</summary>
    public static readonly TimeSpan Recording = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Other = TimeSpan.FromSeconds(60);
}
