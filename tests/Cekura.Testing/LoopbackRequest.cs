namespace Cekura.Testing;

/// <summary>A request that a <see cref="LoopbackEmulator"/> took.</summary>
/// <param name="Call">Method and path.</param>
/// <param name="Body">What was sent; empty for nothing.</param>
/// <param name="Arrived">When, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
public sealed record LoopbackRequest(string Call, string Body, long Arrived);
