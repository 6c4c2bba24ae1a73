using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;

namespace Cekura.Runs.Plan;

/// <summary>
/// One request that starts runs: a rectangle of scenarios × personalities × test profiles with the same options, or test cases of a suite.
/// </summary>
internal sealed record StartBatch
{
    /// <summary>Mode of all runs.</summary>
    public required string Mode { get; init; }

    /// <summary>Id of the agent under test; null: taken from the scenarios by the service.</summary>
    public long? AgentId { get; init; }

    /// <summary>Repetitions of each case, at least 1; test cases of a suite carry their own.</summary>
    public required int Frequency { get; init; }

    /// <summary>Ids of scenarios in the service; empty only for a suite.</summary>
    public required IReadOnlyList<long> ScenarioIds { get; init; }

    /// <summary>Ids of personalities; empty: each scenario's own.</summary>
    public required IReadOnlyList<long> PersonalityIds { get; init; }

    /// <summary>Ids of test profiles; empty: each scenario's own.</summary>
    public required IReadOnlyList<long> TestProfileIds { get; init; }

    /// <summary>Options of the mode, of which all cases share those that stand in the request itself; null: none.</summary>
    public JsonObject? Options { get; init; }

    /// <summary>The cases that the request covers, exactly.</summary>
    public required IReadOnlyList<ScenarioCase> Cases { get; init; }

    /// <summary>Name of the suite whose cases it starts, for people; empty until the plan is priced.</summary>
    public string Suite { get; init; } = "";

    /// <summary>What it is expected to cost; null: not estimated, as a part of a request that was.</summary>
    public BatchEstimate? Estimate { get; init; }

    /// <summary>Estimated cost of all its runs in the account's currency; null: unknown.</summary>
    public decimal? Cost => Estimate?.Cost;

    /// <summary>Number of runs that the request creates.</summary>
    public int RunCount => (int)Math.Min(int.MaxValue, Cases.Sum(scenarioCase => (long)scenarioCase.Frequency));

    /// <summary>Whether the cases are test cases of one suite, which travel as a whole; the lists of ids are empty then.</summary>
    public bool IsSuite => Cases[0].SuiteEntry is not null;

    /// <summary>
    /// A case of the scenario, of a suite one with its name: temporary scenarios have ids of the service's own. The first of all when
    /// the service names neither. All of them share the options.
    /// </summary>
    internal ScenarioCase CaseOf(long? scenarioId, string? scenarioName) =>
        Cases.FirstOrDefault(scenarioCase => IsSuite ? scenarioCase.ScenarioName == scenarioName : scenarioCase.ScenarioId == scenarioId)
        ?? Cases[0];

    /// <summary>The same request for some of its cases, which is not estimated: what the whole of it costs is not theirs.</summary>
    internal StartBatch Of(IReadOnlyList<ScenarioCase> cases) => this with { Cases = cases, Estimate = null };

    /// <summary>The batch in two, along the first of its lists that can be cut; empty when it is a single case.</summary>
    internal IReadOnlyList<StartBatch> Halves() => Cut(count => (count + 1) / 2);

    /// <summary>The same where <paramref name="first"/> says how many entries of a list belong to the first part.</summary>
    internal IReadOnlyList<StartBatch> Cut(Func<int, int> first)
    {
        if (ScenarioIds.Count > 1)
        {
            return Cut(ScenarioIds, first, scenarioCase => scenarioCase.ScenarioId, (batch, ids) => batch with { ScenarioIds = ids });
        }

        if (PersonalityIds.Count > 1)
        {
            return Cut(
                PersonalityIds,
                first,
                scenarioCase => scenarioCase.PersonalityId,
                (batch, ids) => batch with { PersonalityIds = ids }
            );
        }

        if (IsSuite && Cases.Count > 1)
        {
            return [.. Parts(Cases, first).Select(Of)];
        }

        return TestProfileIds.Count > 1
            ? Cut(TestProfileIds, first, scenarioCase => scenarioCase.TestProfileId, (batch, ids) => batch with { TestProfileIds = ids })
            : [];
    }

    private StartBatch[] Cut(
        IReadOnlyList<long> ids,
        Func<int, int> first,
        Func<ScenarioCase, long?> idOf,
        Func<StartBatch, IReadOnlyList<long>, StartBatch> with
    ) =>
        [
            .. Parts(ids, first)
                .Select(part => with(this, part).Of([.. Cases.Where(scenarioCase => part.Contains(idOf(scenarioCase) ?? 0))])),
        ];

    private static T[][] Parts<T>(IReadOnlyList<T> all, Func<int, int> first) =>
        [
            [.. all.Take(first(all.Count))],
            [.. all.Skip(first(all.Count))],
        ];
}
