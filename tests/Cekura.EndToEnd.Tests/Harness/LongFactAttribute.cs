using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test that is there in the longer tests alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Cekura.EndToEnd.Tests.Harness.LongFactDiscoverer", "Cekura.EndToEnd.Tests")]
public sealed class LongFactAttribute : FactAttribute;
