using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.TestAdapter.Mapping;

/// <summary>Every property and trait that the adapter puts on a test.</summary>
internal static class TestProperties
{
    public const string Scenario = "Scenario";

    public const string Personality = "Personality";

    public const string TestProfile = "TestProfile";

    public const string Mode = "Mode";

    /// <summary>The one id from which the TRX logger and the test explorers take categories; MSTest registered it first.</summary>
    public static readonly TestProperty Category = TestProperty.Register(
        "MSTestDiscoverer.TestCategory",
        "TestCategory",
        typeof(string[]),
        TestPropertyAttributes.Hidden,
        typeof(TestCase));
}
