using Cekura.Manifests.Cases;

namespace Cekura.Reports.Summary;

/// <summary>The tests of a run in their order, and which of them have begun and finished. Not thread-safe.</summary>
internal sealed class TestPlan
{
    private readonly List<ScenarioCase> _cases = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);

    /// <summary>How often something changed.</summary>
    public long Version { get; private set; }

    /// <summary>How many tests there are.</summary>
    public int Count => _cases.Count;

    /// <summary>Adds a test that is going to run.</summary>
    public void Add(ScenarioCase scenarioCase)
    {
        if (_places.TryAdd(scenarioCase.FullyQualifiedName, _cases.Count))
        {
            _cases.Add(scenarioCase);
        }
    }

    /// <summary>A test begins.</summary>
    public void Begin(ScenarioCase scenarioCase)
    {
        Add(scenarioCase);
        _begun.Add(scenarioCase.FullyQualifiedName);
        Version++;
    }

    /// <summary>A test has its verdict.</summary>
    public void Finish(ScenarioCase scenarioCase)
    {
        _finished.Add(scenarioCase.FullyQualifiedName);
        Version++;
    }

    /// <summary>The place of a test in the order, behind all others where it has none.</summary>
    public int PlaceOf(ScenarioCase scenarioCase) => _places.GetValueOrDefault(scenarioCase.FullyQualifiedName, int.MaxValue);

    /// <summary>The tests without a verdict.</summary>
    public IEnumerable<OpenTest> Open() =>
        _cases
            .Where(scenarioCase => !_finished.Contains(scenarioCase.FullyQualifiedName))
            .Select(scenarioCase => new OpenTest(scenarioCase, _begun.Contains(scenarioCase.FullyQualifiedName)));
}
