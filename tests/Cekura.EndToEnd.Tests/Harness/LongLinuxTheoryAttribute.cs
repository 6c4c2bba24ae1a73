using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A theory that is there in the longer tests alone, and finds processes by what Linux says of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Cekura.EndToEnd.Tests.Harness.LongTheoryDiscoverer", "Cekura.EndToEnd.Tests")]
public sealed class LongLinuxTheoryAttribute : TheoryAttribute
{
    public LongLinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs /proc";
}
