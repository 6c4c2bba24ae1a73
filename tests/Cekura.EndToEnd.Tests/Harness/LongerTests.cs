namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>
/// What is slow and rare runs in <c>build/long.sh</c>, which asks for it by <c>CEKURA_LONG=1</c>; every run has one test of each kind. Who
/// repeats stops wants all of them.
/// </summary>
internal static class LongerTests
{
    public static bool AreWanted { get; } =
        Environment.GetEnvironmentVariable("CEKURA_LONG") is "1" or "true"
        || Environment.GetEnvironmentVariable("CEKURA_STOPS") is { Length: > 0 };
}
