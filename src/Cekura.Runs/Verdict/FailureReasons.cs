using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>
/// The reasons why a run failed, each once: rubric, expected outcome, metrics, critical deviations, what the manifest expects.
/// </summary>
internal sealed class FailureReasons
{
    /// <summary>What is said where the service says that a run failed, and names no reason.</summary>
    public const string Unnamed = "its checks (Cekura names none)";

    private const int Shown = 10;
    private const int NameLength = 120;
    private const int LineLength = 200;

    private readonly List<Reason> _found;

    /// <param name="evidence">What the service says.</param>
    /// <param name="expected">What the manifest expects and does not hold.</param>
    public FailureReasons(Evidence evidence, IEnumerable<Reason> expected)
    {
        var outcome = OfOutcome(evidence);
        List<Reason> metrics =
        [
            .. evidence.BinaryFailed.Where(metric => !IsInRubric(evidence, metric)).Select(metric => OfMetric(evidence.Run, metric)),
        ];
        _found =
        [
            .. evidence.RubricFailed.Select(entry => OfRubric(evidence, entry, outcome)),
            .. outcome is null ? [] : new[] { outcome },
            .. metrics,
            .. OfCritical(evidence),
            // A metric that must pass and does not is said once.
            .. expected.Where(reason => !metrics.Exists(metric => metric.Key == reason.Key)),
        ];
        _found = [.. _found.DistinctBy(reason => reason.Text, StringComparer.Ordinal)];
    }

    /// <summary>All reasons, the one that decided first.</summary>
    public IReadOnlyList<Reason> All => IsEmpty ? [new Reason($"Failed: {Summary}.", []) { Subject = Summary }] : _found;

    /// <summary>Whether the service names any.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>All reasons in one sentence's worth of words, without the final full stop.</summary>
    public string Summary
    {
        get
        {
            if (IsEmpty)
            {
                return Unnamed;
            }

            var shown = string.Join("; ", _found.Take(Shown).Select(reason => reason.Text));
            return _found.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"{shown}; and {_found.Count - Shown} more") : shown;
        }
    }

    /// <summary>What is behind the reasons, in full.</summary>
    public IEnumerable<string> Explanations => _found.Take(Shown).SelectMany(reason => reason.Explanations);

    /// <summary>The reasons that are too many for <see cref="Summary"/>, each followed by what is behind it.</summary>
    public IEnumerable<string> Rest => _found.Skip(Shown).SelectMany(reason => reason.Explanations.Prepend(reason.Text));

    /// <summary>The expected outcome that is not met: the first part that was missed decided. Null: it is met, or there is none.</summary>
    public static Reason? OfOutcome(Evidence evidence)
    {
        if (evidence is not { Outcome: ExpectedOutcomeState.Unmet, Run.ExpectedOutcome.Score: { } score })
        {
            return null;
        }

        var (part, turn) = evidence.FirstUnmet;
        return new($"expected outcome {NumberText.Of(score, MetricRules.OutcomeMet)}", [.. evidence.UnmetParts])
        {
            Subject = part.Length == 0 ? "the expected outcome is not met" : Line(part),
            Key = ReasonKey.OfWritten("outcome", part),
            Turn = turn,
        };
    }

    /// <summary>Critical deviations, each once.</summary>
    public static IEnumerable<Reason> OfCritical(Evidence evidence) =>
        evidence
            .Critical.Select(category => Name(category.Category))
            .Distinct(StringComparer.Ordinal)
            .Select(name => new Reason($"critical: {name}", []) { Key = ReasonKey.OfWritten("critical", name) });

    /// <summary>What failures of a metric that passes or fails have in common.</summary>
    public static string KeyOf(RunMetric metric) => ReasonKey.OfWritten("metric", Name(metric.Name));

    private static Reason OfRubric(Evidence evidence, RubricEntry entry, Reason? outcome)
    {
        var name = Name(entry.MetricName);
        var value = entry.Value is null ? "no value" : Name(entry.Value);
        var wanted = Name(entry.Conditions ?? "another value");
        var reason = Explained($"rubric: {name} = {value}, wanted {wanted}", evidence.Run, name, entry.Explanation);

        // A rule about the expected outcome says less than the parts that were missed.
        return outcome is not null && evidence.IsExpectedOutcomeRule(entry)
            ? reason with
            {
                Subject = outcome.Subject,
                Key = outcome.Key,
                Turn = outcome.Turn,
            }
            : reason with
            {
                Subject = $"rubric: {name}, wanted {wanted}",
                Key = ReasonKey.OfWritten("rubric", $"{name} {wanted}"),
            };
    }

    private static Reason OfMetric(Run run, RunMetric metric)
    {
        var name = Name(metric.Name);
        return Explained(name, run, name, metric.Explanation) with { Key = KeyOf(metric) };
    }

    private static bool IsInRubric(Evidence evidence, RunMetric metric) =>
        evidence.RubricFailed.Any(entry => MetricRules.IsRuleOf(entry, metric));

    private static Reason Explained(string text, Run run, string name, IReadOnlyList<string> explanations)
    {
        if (explanations.FirstOrDefault(explanation => !string.IsNullOrWhiteSpace(explanation)) is not { } first)
        {
            return new(text, []);
        }

        first = LetterEscapes.Read(first);
        var turn = TurnFinder.Find(run.TranscriptTurns, first)?.Number;
        var place = turn is { } number ? string.Create(CultureInfo.InvariantCulture, $", turn {number}") : "";
        return new(text, [$"{name}{place}: {first}"]) { Turn = turn };
    }

    private static string Name(string text) => UntrustedText.Line(LetterEscapes.Read(text), NameLength);

    private static string Line(string text) => UntrustedText.Line(LetterEscapes.Read(text), LineLength);
}
