using Xunit.Abstractions;
using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Finds tests where they are wanted.</summary>
public sealed class LongFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    /// <inheritdoc />
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) => LongerTests.AreWanted ? base.Discover(discoveryOptions, testMethod, factAttribute) : [];
}
