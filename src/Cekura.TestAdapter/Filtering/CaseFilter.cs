using Cekura.Manifests.Cases;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Filtering;

/// <summary>The filter of the command line, applied to cases.</summary>
internal sealed class CaseFilter
{
    private readonly ITestCaseFilterExpression? _expression;

    private CaseFilter(ITestCaseFilterExpression? expression) => _expression = expression;

    /// <summary>Reads the filter of a run or of a discovery.</summary>
    /// <exception cref="TestPlatformFormatException">The filter cannot be parsed or names a property that no test of ours has.</exception>
    public static CaseFilter From(IDiscoveryContext? context)
    {
        if (context is IRunContext run)
        {
            return new CaseFilter(run.GetTestCaseFilter(CaseProperties.Names, _ => null));
        }

        // Only the concrete discovery context has the method, so every adapter that honours --list-tests --filter reflects for it.
        var method = context?.GetType().GetMethod("GetTestCaseFilter", [typeof(IEnumerable<string>), typeof(Func<string, TestProperty?>)]);
        try
        {
            Func<string, TestProperty?> noProperty = _ => null;
            return new CaseFilter(method?.Invoke(context, [CaseProperties.Names, noProperty]) as ITestCaseFilterExpression);
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is TestPlatformFormatException inner)
        {
            // With its filter, so that it can be explained.
            throw new TestPlatformFormatException(inner.Message, inner.FilterValue);
        }
    }

    /// <summary>Why a filter cannot be used; with a property that is none, the nearest one.</summary>
    public static string Explain(TestPlatformFormatException exception)
    {
        try
        {
            FilterExpression.Parse(exception.FilterValue);
            return exception.Message;
        }
        catch (FormatException known)
        {
            return known.Message;
        }
    }

    /// <summary>What to say when the filter leaves none of the cases of a dll; null without a filter, and without cases.</summary>
    public string? NothingMatched(TestProject contents) =>
        _expression is null
            ? null
            : TestHost.NothingMatched.Explain(
                contents,
                _expression.TestCaseFilterValue,
                hasOthers: HasOtherAdapters(contents.Container.Source),
                platformTells: true
            );

    // Of two adapters beside the tests, one is another framework's.
    private static bool HasOtherAdapters(string source)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        return Directory.Exists(folder)
            && Directory
                .EnumerateFiles(folder, "*TestAdapter.dll", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
                .Any(file => !Path.GetFileName(file).StartsWith("Cekura.", StringComparison.OrdinalIgnoreCase));
    }

    /// <param name="scenarioCase">The case.</param>
    /// <param name="testOf">Makes the test that the platform asks for.</param>
    public bool Matches(ScenarioCase scenarioCase, Func<ScenarioCase, TestCase> testOf) =>
        _expression is null || _expression.MatchTestCase(testOf(scenarioCase), property => ValueOf(scenarioCase, property));

    private static object? ValueOf(ScenarioCase scenarioCase, string property)
    {
        var values = CaseProperties.ValuesOf(scenarioCase, property);
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => values.ToArray(),
        };
    }
}
