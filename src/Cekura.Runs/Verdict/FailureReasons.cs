using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>The reasons why a run failed, each once: rubric, expected outcome, metrics, critical deviations.</summary>
internal sealed class FailureReasons
{
    private const int Shown = 10;
    private const int NameLength = 120;

    private readonly List<Reason> _found;

    public FailureReasons(Evidence evidence)
    {
        _found =
        [
            .. evidence.RubricFailed.Select(entry => OfRubric(evidence.Run, entry)),
            .. OfOutcome(evidence),
            .. evidence.BinaryFailed.Where(metric => !IsInRubric(evidence, metric)).Select(metric => OfMetric(evidence.Run, metric)),
            .. evidence.Critical.Select(category => new Reason($"critical: {Name(category.Category)}", [])),
        ];
        _found = [.. _found.DistinctBy(reason => reason.Text, StringComparer.Ordinal)];
    }

    /// <summary>Whether the service names any.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>All reasons in one sentence's worth of words, without the final full stop.</summary>
    public string Summary
    {
        get
        {
            if (IsEmpty)
            {
                return "its checks (Cekura names none)";
            }

            var shown = string.Join("; ", _found.Take(Shown).Select(reason => reason.Text));
            return _found.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"{shown}; and {_found.Count - Shown} more") : shown;
        }
    }

    /// <summary>What is behind the reasons, in full.</summary>
    public IEnumerable<string> Explanations => _found.Take(Shown).SelectMany(reason => reason.Explanations);

    /// <summary>The reasons that are too many for <see cref="Summary"/>, each followed by what is behind it.</summary>
    public IEnumerable<string> Rest => _found.Skip(Shown).SelectMany(reason => reason.Explanations.Prepend(reason.Text));

    private static Reason OfRubric(Run run, RubricEntry entry)
    {
        var name = Name(entry.MetricName);
        var value = entry.Value is null ? "no value" : Name(entry.Value);
        return new($"rubric: {name} = {value}, wanted {Name(entry.Conditions ?? "another value")}", First(run, name, entry.Explanation));
    }

    private static IEnumerable<Reason> OfOutcome(Evidence evidence)
    {
        if (evidence is { Outcome: ExpectedOutcomeState.Unmet, Run.ExpectedOutcome.Score: { } score })
        {
            yield return new($"expected outcome {NumberText.Of(score, MetricRules.OutcomeMet)}", [.. evidence.UnmetParts]);
        }
    }

    private static Reason OfMetric(Run run, RunMetric metric)
    {
        var name = Name(metric.Name);
        return new(name, First(run, name, metric.Explanation));
    }

    private static bool IsInRubric(Evidence evidence, RunMetric metric) =>
        evidence.RubricFailed.Any(entry => MetricRules.IsRuleOf(entry, metric));

    private static IReadOnlyList<string> First(Run run, string name, IReadOnlyList<string> explanations)
    {
        if (explanations.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is not { } first)
        {
            return [];
        }

        var place = TurnFinder.Find(run.TranscriptTurns, first) is { } turn
            ? string.Create(CultureInfo.InvariantCulture, $", turn {turn.Number}")
            : "";
        return [$"{name}{place}: {first}"];
    }

    private static string Name(string text) => UntrustedText.Line(text, NameLength);
}
