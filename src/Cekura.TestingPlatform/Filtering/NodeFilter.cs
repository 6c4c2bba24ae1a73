using Cekura.Manifests.Cases;
using Cekura.TestHost;
using Cekura.TestingPlatform.Mapping;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Requests;

namespace Cekura.TestingPlatform.Filtering;

/// <summary>What a request leaves of the cases: the platform's own filters, and the one of the command line.</summary>
internal sealed class NodeFilter
{
    private readonly string _assembly;
    private readonly FilterExpression _typed;
    private readonly string? _text;
    private readonly Func<ScenarioCase, bool> _asked;

    /// <param name="assembly">Name of the test dll without its extension, the first level of paths.</param>
    /// <param name="asked">The filter of the request.</param>
    /// <param name="typed">The filter of the command line; null: none.</param>
    /// <exception cref="NotSupportedException">A filter of a kind that is not known: to ignore it would run more than was asked
    /// for.</exception>
    public NodeFilter(string assembly, ITestExecutionFilter? asked, string? typed)
    {
        (_assembly, _text, _typed) = (assembly, typed, FilterExpression.Parse(typed));
        _asked = Of(asked);
    }

    /// <summary>Names that were picked; null when none were.</summary>
    public IReadOnlyList<string>? Picked { get; private set; }

    /// <summary>The path of a tree filter; null without one.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether a case is wanted.</summary>
    public bool Matches(ScenarioCase scenarioCase) => _asked(scenarioCase) && _typed.Matches(scenarioCase);

    /// <summary>What to say when nothing of a project is left; null when nothing was asked, or there is nothing.</summary>
    public string? NothingMatched(TestProject contents) =>
        _text is not null ? Explain(contents, _text)
        : Picked is [var name, ..] ? Explain(contents, $"FullyQualifiedName={Escaped(name)}")
        : Path is not null && contents.Suites.SelectMany(suite => suite.Cases).FirstOrDefault() is { } first
            ? $"Cekura: --treenode-filter {Path} matches none of the tests of {_assembly}, so none of them ran. A path has four levels, such as {PathOf(first)}."
        : null;

    private static string? Explain(TestProject contents, string filter) =>
        TestHost.NothingMatched.Explain(contents, filter, hasOthers: false, platformTells: false);

    private static string Escaped(string name) =>
        string.Concat(
            name.Select(character => "()&|=~!\\".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}")
        );

    private Func<ScenarioCase, bool> Of(ITestExecutionFilter? filter)
    {
        switch (filter)
        {
            case null or NopFilter:
                return _ => true;
            case TestNodeUidListFilter picked:
                var names = picked.TestNodeUids.Select(uid => uid.Value).ToHashSet(StringComparer.Ordinal);
                Picked = [.. names];
                return scenarioCase => names.Contains(scenarioCase.FullyQualifiedName);
            case TreeNodeFilter tree:
                Path = tree.Filter;
                return scenarioCase => tree.MatchesFilter(PathOf(scenarioCase), Metadata(scenarioCase));
            case CompositeTestExecutionFilter { Operator: TestExecutionFilterOperator.And } all:
                var filters = all.Filters.Select(Of).ToList();
                return scenarioCase => filters.TrueForAll(matches => matches(scenarioCase));
            default:
                throw new NotSupportedException(
                    $"Cekura does not know the filter {filter.GetType().Name}, so no test was selected. Use --filter, --filter-uid or --treenode-filter, or a newer Cekura.TestAdapter."
                );
        }
    }

    private string PathOf(ScenarioCase scenarioCase)
    {
        var name = NodeName.Of(scenarioCase.FullyQualifiedName);
        return $"/{_assembly}/{name.Namespace}/{name.Type}/{name.Method}";
    }

    private static PropertyBag Metadata(ScenarioCase scenarioCase)
    {
        var properties = new PropertyBag();
        NodeMapper.AddMetadata(properties, scenarioCase);
        return properties;
    }
}
