using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>What the overview keeps of a finished case; its conversation is on disk already.</summary>
/// <param name="Number">Number of the case in the report, from 1.</param>
/// <param name="Case">The case.</param>
/// <param name="Mark">Its outcome.</param>
/// <param name="Runs">The marks of its runs.</param>
/// <param name="Passed">How many of its runs passed.</param>
/// <param name="Total">How many of its runs took place.</param>
/// <param name="Duration">How long its conversations lasted together.</param>
/// <param name="Headline">The first line of the message; empty where it passed.</param>
/// <param name="Metrics">What was scored.</param>
internal sealed record CaseEntry(
    int Number,
    ScenarioCase Case,
    OutcomeMark Mark,
    IReadOnlyList<OutcomeMark> Runs,
    int Passed,
    int Total,
    TimeSpan Duration,
    string Headline,
    IReadOnlyList<MetricSample> Metrics
)
{
    private const string OwnPersonality = "own personality";

    /// <summary>How the outcome stands to earlier ones.</summary>
    public TestStanding Standing { get; private init; }

    /// <summary>Of one that fails and has a past, how it ended in earlier runs; null of others.</summary>
    public TestPast? Failing { get; private init; }

    /// <summary>Whether somebody should read it.</summary>
    public bool NeedsAttention { get; private init; }

    /// <summary>The causes for which it did not pass, each with its address in the page.</summary>
    public IReadOnlyList<EntryCause> Causes { get; private init; } = [];

    /// <summary>How many conversations took place.</summary>
    public int Conversations { get; private init; }

    /// <summary>A case without a verdict.</summary>
    public static CaseEntry Of(OpenTest open) =>
        new(
            int.MaxValue,
            open.Case,
            open.HasBegun ? OutcomeMark.NotFinished : OutcomeMark.NotStarted,
            [],
            Passed: 0,
            Total: 0,
            TimeSpan.Zero,
            Headline: "",
            []
        );

    public static CaseEntry Of(int number, ScenarioCase scenarioCase, CaseVerdict verdict) =>
        new(
            number,
            scenarioCase,
            OutcomeMark.Of(verdict),
            [.. verdict.Runs.Select(OutcomeMark.Of)],
            verdict.Passed,
            verdict.Total,
            verdict.Duration,
            UntrustedText.Line(verdict.KnownFailure ?? verdict.Message?.Split('\n', 2)[0], 300),
            [
                .. verdict
                    .Runs.SelectMany(run => run.Run?.Metrics ?? [], (run, metric) => MetricSample.Of(metric, run.Outcome))
                    .OfType<MetricSample>(),
            ]
        )
        {
            Standing = verdict.Standing,
            Failing = verdict.Standing is TestStanding.Regression or TestStanding.StillFails ? verdict.Past : null,
            NeedsAttention = OutcomeMark.NeedsAttention(verdict),
            Causes = verdict.Outcome == Outcome.Passed ? [] : CausesIn(verdict),
            Conversations = verdict.Runs.Count(run => run.TookPlace),
        };

    private static List<EntryCause> CausesIn(CaseVerdict verdict)
    {
        var causes = new List<EntryCause>();
        foreach (var (cause, _) in CausesOf.Case(verdict))
        {
            var id = CaseAnchor.OfCause(cause.Key);
            if (!causes.Exists(one => one.Id == id))
            {
                causes.Add(new(id, cause.Text));
            }
        }

        return causes;
    }

    /// <summary>Address of the case inside the report: that of its name, and of a name that comes twice one of its own.</summary>
    public string Anchor
    {
        get => field ??= CaseAnchor.Of(Case.FullyQualifiedName);
        init;
    }

    /// <summary>Address of one of its repetitions.</summary>
    /// <param name="repetition">Number of the repetition, from 1.</param>
    public string RunAnchor(int repetition) => CaseAnchor.OfRun(Anchor, repetition);

    /// <summary>Address of a turn in the conversation of a repetition.</summary>
    /// <param name="repetition">Number of the repetition, from 1.</param>
    /// <param name="turn">Number of the turn, from 1.</param>
    public string TurnAnchor(int repetition, int turn) => CaseAnchor.OfTurn(RunAnchor(repetition), turn);

    /// <summary>Who calls, for people.</summary>
    public string Personality => Case.PersonalityName ?? OwnPersonality;

    /// <summary><c>✓</c>, or for repeated cases <c>✗ 3/5</c>.</summary>
    public string Short => Total > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Mark.Sign} {Passed}/{Total}") : Mark.Sign;

    /// <summary>The share of its runs that passed, from 0 to 1; of one without runs, whether it failed.</summary>
    public double Rate =>
        Total > 0 ? (double)Passed / Total
        : NeedsAttention ? 0
        : 1;

    /// <summary>Whether it says something about the agent: the cases that a pass rate is about.</summary>
    public bool Counts => Mark.IsOfAgent;

    /// <summary>Outcome, name and reason, for those who point at the case.</summary>
    public string Tooltip => Headline.Length > 0 ? $"{Label}\n{UntrustedText.Line(Headline, 160)}" : Label;

    /// <summary>Outcome and name.</summary>
    public string Label => $"{Mark.Word}: {Case.DisplayName}{StandingWords.After(Standing)}";
}
