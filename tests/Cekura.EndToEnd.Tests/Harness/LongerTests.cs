namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>What is slow and rare runs in <c>build/long.sh</c>, which asks for it by <c>CEKURA_LONG=1</c>; every run has one test of each kind.</summary>
internal static class LongerTests
{
    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable("CEKURA_LONG") is "1" or "true";
}
