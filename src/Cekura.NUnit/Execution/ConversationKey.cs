using Cekura.Manifests.Cases;
using Cekura.Manifests.Suites;
using Cekura.NUnit.Building;

namespace Cekura.NUnit.Execution;

/// <summary>What makes two tests look at the same conversation: the same pair, played and judged in the same way.</summary>
internal sealed record ConversationKey(
    long Scenario,
    SuiteEntry? Entry,
    long? Personality,
    long? Profile,
    long? Agent,
    string Mode,
    int Frequency,
    int? PassAtLeast,
    TimeSpan? Timeout,
    string Options,
    string Expect
)
{
    /// <summary>The case that is started for all of them.</summary>
    public required ScenarioCase Case { get; init; }

    public static ConversationKey Of(CekuraTest test)
    {
        var scenarioCase = CaseOf(test);
        return new ConversationKey(
            scenarioCase.ScenarioId,
            scenarioCase.SuiteEntry,
            scenarioCase.PersonalityId,
            scenarioCase.TestProfileId,
            scenarioCase.AgentId,
            scenarioCase.Mode,
            scenarioCase.Frequency,
            scenarioCase.PassAtLeast,
            scenarioCase.Timeout,
            scenarioCase.Options?.ToJsonString() ?? "",
            string.Join('\n', scenarioCase.Expect.Select(expectation => $"{expectation.Metric} {expectation.Expression}"))
        )
        {
            Case = scenarioCase,
        };
    }

    /// <summary>The case of a test, whose conversation gets no longer than the test.</summary>
    public static ScenarioCase CaseOf(CekuraTest test) =>
        TimeLimit.Of(test) is { } limit && !(test.Case.Timeout < limit) ? test.Case with { Timeout = limit } : test.Case;

    /// <summary>Whether one request can hold only one of the two.</summary>
    public static bool IsSamePair(ScenarioCase one, ScenarioCase other) =>
        (one.ScenarioId, one.SuiteEntry, one.PersonalityId, one.TestProfileId)
        == (other.ScenarioId, other.SuiteEntry, other.PersonalityId, other.TestProfileId);

    public bool Equals(ConversationKey? other) => other is not null && Parts == other.Parts;

    public override int GetHashCode() => Parts.GetHashCode();

    private (long, SuiteEntry?, long?, long?, long?, string, int, (int?, TimeSpan?, string, string)) Parts =>
        (Scenario, Entry, Personality, Profile, Agent, Mode, Frequency, (PassAtLeast, Timeout, Options, Expect));
}
