using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A theory that is there in the longer tests alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Cekura.EndToEnd.Tests.Harness.LongTheoryDiscoverer", "Cekura.EndToEnd.Tests")]
public sealed class LongTheoryAttribute : TheoryAttribute;
