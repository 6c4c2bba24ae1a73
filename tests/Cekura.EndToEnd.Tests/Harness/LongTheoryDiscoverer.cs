using Xunit.Abstractions;
using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Finds theories where they are wanted.</summary>
public sealed class LongTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    /// <inheritdoc />
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo theoryAttribute
    ) => LongerTests.AreWanted ? base.Discover(discoveryOptions, testMethod, theoryAttribute) : [];
}
