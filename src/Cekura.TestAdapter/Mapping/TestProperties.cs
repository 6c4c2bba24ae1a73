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
    /// Which of several results of a test it is. The TRX logger puts results that name another one as their parent into it; MSTest registered
    /// the three first.
    /// </summary>
    public static readonly TestProperty ExecutionId = OfResult("ExecutionId", typeof(Guid));

    /// <inheritdoc cref="ExecutionId"/>
    public static readonly TestProperty ParentExecutionId = OfResult("ParentExecId", typeof(Guid));

    /// <inheritdoc cref="ExecutionId"/>
    public static readonly TestProperty InnerResultsCount = OfResult("InnerResultsCount", typeof(int));

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

    private static TestProperty OfResult(string name, Type type) =>
        TestProperty.Register(name, name, type, TestPropertyAttributes.Hidden, typeof(TestResult));
}
