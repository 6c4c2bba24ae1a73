using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>Causes in words, the same on every surface.</summary>
internal static class CauseText
{
    private const int MaxName = 120;

    /// <summary>How causes of a kind look: like the tests that they broke.</summary>
    public static OutcomeMark MarkOf(CauseKind kind) =>
        kind switch
        {
            CauseKind.Agent => OutcomeMark.Failed,
            CauseKind.NotJudged => OutcomeMark.NotScored,
            CauseKind.Infrastructure => OutcomeMark.Infrastructure,
            CauseKind.NotStarted => OutcomeMark.NotStarted,
            _ => OutcomeMark.Cancelled,
        };

    /// <summary>The cause after the number of repetitions that it broke: <c>3 × the agent never …</c>; one without a number.</summary>
    public static string Headline(CauseGroup group) => Counted(group.Count, group.Cause.Text);

    /// <inheritdoc cref="Headline(CauseGroup)"/>
    public static string Counted(int count, string text) =>
        count == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{count} × {text}");

    /// <summary>
    /// The tests, a scenario once with its callers: <c>Book [Calm, In a hurry ×2], Move [Calm] and 7 more</c>. Repetitions stand behind
    /// the caller.
    /// </summary>
    /// <param name="cases">The tests of a cause.</param>
    /// <param name="max">How many are named.</param>
    public static string Names(IReadOnlyList<CauseCase> cases, int max)
    {
        var scenarios = new List<(string Scenario, List<string> Callers)>();
        foreach (var one in cases.Take(max))
        {
            var (scenario, caller) = Parts(one.Case);
            var times = one.Repetitions.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ×{one.Repetitions.Count}");
            if (scenarios.FindIndex(known => known.Scenario == scenario) is >= 0 and var index && caller is not null)
            {
                scenarios[index].Callers.Add(caller + times);
            }
            else
            {
                scenarios.Add(caller is null ? (scenario + times, []) : (scenario, [caller + times]));
            }
        }

        var names = string.Join(
            ", ",
            scenarios.Select(known => known.Callers.Count == 0 ? known.Scenario : $"{known.Scenario} [{string.Join(", ", known.Callers)}]")
        );
        return cases.Count > max ? string.Create(CultureInfo.InvariantCulture, $"{names} and {cases.Count - max} more") : names;
    }

    /// <summary>The decisive turn with its words: <c>turn 13, Agent: "…"</c>.</summary>
    public static string Turn(DecisiveTurn turn) =>
        turn.Speaker is "Agent" or "Caller"
            ? string.Create(CultureInfo.InvariantCulture, $"turn {turn.Number}, {turn.Speaker}: \"{turn.Quote}\"")
            : string.Create(CultureInfo.InvariantCulture, $"turn {turn.Number}, {turn.Speaker} {turn.Quote}");

    /// <summary>How the tests stand to earlier runs, such as <c>2 regressions, 1 new</c>; empty where nothing is known.</summary>
    public static string Standings(IReadOnlyList<CauseCase> cases)
    {
        (TestStanding Standing, string One, string Many)[] words =
        [
            (TestStanding.Regression, "regression", "regressions"),
            (TestStanding.New, "new", "new"),
            (TestStanding.Flips, "flips", "flip"),
            (TestStanding.StillFails, "failed before", "failed before"),
            (TestStanding.Known, "known", "known"),
        ];
        return string.Join(
            ", ",
            words
                .Select(word => (Count: cases.Count(one => one.Standing == word.Standing), word.One, word.Many))
                .Where(word => word.Count > 0)
                .Select(word => Manifests.Text.Counted.Of(word.Count, word.One, word.Many))
        );
    }

    /// <summary>The scenario and its caller, where the name of the test is made of both.</summary>
    private static (string Scenario, string? Caller) Parts(ScenarioCase scenarioCase)
    {
        var name = scenarioCase.DisplayName;
        var scenario = scenarioCase.ScenarioName;
        return
            scenario.Length > 0
            && name.StartsWith($"{scenario} [", StringComparison.Ordinal)
            && name.EndsWith(']')
            && name.Length > scenario.Length + 3
            ? (UntrustedText.Line(scenario, MaxName), UntrustedText.Line(name[(scenario.Length + 2)..^1], MaxName))
            : (UntrustedText.Line(name, MaxName), null);
    }
}
