using System.Diagnostics.CodeAnalysis;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit.Building;

/// <summary>
/// A test of NUnit that stands for a case. NUnit makes the result of a test when, and only when, the test is selected for a run, and
/// it does so for all tests before the first of them begins: that is how a test knows that it is going to run.
/// </summary>
[SuppressMessage(
    "Design",
    "MA0097:A class that implements IComparable should override comparison operators",
    Justification = "NUnit's base class compares itself."
)]
internal sealed class CekuraTest : TestMethod
{
    private static readonly string[] Selectable = ["Scenario", "Personality", "TestProfile", "Mode", "Folder"];

    private TestResult? _result;

    /// <param name="built">The test as NUnit builds it, with what it has found out about the method.</param>
    /// <param name="method">The method.</param>
    /// <param name="suite">The fixture.</param>
    /// <param name="scenarioCase">The case.</param>
    /// <param name="arguments">Arguments of the method; the first is replaced by the run when it is finished.</param>
    /// <param name="from">Where the test comes from whose verdict alone decides; null: the method decides.</param>
    public CekuraTest(TestMethod built, IMethodInfo method, Test? suite, ScenarioCase scenarioCase, object?[] arguments, ProjectSuite? from)
        : base(method, suite)
    {
        Arguments = arguments;
        From = from;
        Name = scenarioCase.DisplayName;
        FullName = from is null ? $"{Prefix(method, suite)}.{NameOf(scenarioCase)}" : scenarioCase.FullyQualifiedName;
        RunState = built.RunState;
        Seed = built.Seed;
        foreach (var key in built.Properties.Keys)
        {
            foreach (var value in built.Properties[key])
            {
                Properties.Add(key, value!);
            }
        }

        if (from is not null)
        {
            Case = scenarioCase;
            AddProperties(scenarioCase);
            return;
        }

        var scenario = TestName.Segment(scenarioCase.ScenarioName);
        Case = scenarioCase with
        {
            FullyQualifiedName = FullName,
            FormerName = FormerNames.Of(scenarioCase) is { } former ? $"{Prefix(method, suite)}.{scenario}.{Leaf(former)}" : null,
        };
    }

    public ScenarioCase Case { get; }

    /// <summary>Where the test comes from whose verdict alone decides; null: the method decides.</summary>
    public ProjectSuite? From { get; }

    public override object?[] Arguments { get; }

    /// <summary>Whether the test is going to run, as far as its own result tells: it was made, and nothing has been decided.</summary>
    public bool IsSelected =>
        RunState is RunState.Runnable or RunState.Explicit && _result is { ResultState.Status: TestStatus.Inconclusive };

    /// <summary>The part of the name that is the case's own.</summary>
    public static string NameOf(ScenarioCase scenarioCase) =>
        $"{TestName.Segment(scenarioCase.ScenarioName)}.{Leaf(scenarioCase.FullyQualifiedName)}";

    /// <summary>Names of the fixture and the method; what follows is legal in filters.</summary>
    public static string Prefix(IMethodInfo method, Test? suite) => $"{suite?.FullName ?? method.TypeInfo.FullName}.{method.Name}";

    public override TestResult MakeTestResult() => _result = base.MakeTestResult();

    /// <summary>What filters of the adapter select by, with the same values; and the place, as NUnit's adapter reads it.</summary>
    private void AddProperties(ScenarioCase scenarioCase)
    {
        foreach (var name in Selectable)
        {
            foreach (var value in CaseProperties.ValuesOf(scenarioCase, name))
            {
                Properties.Add(name, value);
            }
        }

        Properties.Add("_CodeFilePath", scenarioCase.Location.Path);
        Properties.Add("_LineNumber", scenarioCase.Location.Line);
    }

    private static string Leaf(string name) => name[(name.LastIndexOf('.') + 1)..];
}
