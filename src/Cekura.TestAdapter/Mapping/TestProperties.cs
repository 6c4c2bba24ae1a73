using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>Every property and trait that the adapter puts on a test.</summary>
internal static class TestProperties
{
    // What explorers group by. The platform calls the attribute outdated and has no other; MSTest and NUnit set it.
    private const TestPropertyAttributes IsTrait = (TestPropertyAttributes)4;

    /// <summary>The one id from which the TRX logger and the test explorers take categories; MSTest registered it first.</summary>
    public static readonly TestProperty Category = TestProperty.Register(
        "MSTestDiscoverer.TestCategory",
        "TestCategory",
        typeof(string[]),
        TestPropertyAttributes.Hidden | IsTrait,
        typeof(TestCase)
    );

    /// <summary>
    /// Levels of the tree in a test explorer: project, namespace, class, test. Without it the explorer takes the full name apart.
    /// </summary>
    public static readonly TestProperty Hierarchy = TestProperty.Register(
        "TestCase.Hierarchy",
        "Hierarchy",
        string.Empty,
        string.Empty,
        typeof(string[]),
        levels => levels is string[] { Length: 4 },
        TestPropertyAttributes.Hidden,
        typeof(TestCase)
    );
}
