using Cekura.Emulator.Calibration;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>
/// Asks a model about a conversation for what no rule of the seed judges: lines of the expected outcome and metrics. One call where all is
/// well; what stands against the agent is asked for again, and the majority decides. Never throws for what a model does.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="samples">How many judgements decide, where the first stands against the agent.</param>
/// <param name="gate">Which criteria decide; null: all.</param>
internal sealed class Judge(IChatModel model, int samples, Gate? gate = null)
{
    private const string NoName = "a model";
    private const string Late = "what the agent said after the call was over was not judged";

    /// <summary>
    /// Whether everything is judged as often as what stands against the agent: it shows how far the judge agrees with itself.
    /// </summary>
    public bool IsThorough { get; init; }

    /// <summary>What the model judged; null: there is nothing for it to judge.</summary>
    /// <param name="about">What the conversation was about.</param>
    /// <param name="evidence">The conversation.</param>
    /// <param name="scorer">Knows what stands against an agent.</param>
    /// <param name="stop">Ends it: what was not judged by then has no verdict.</param>
    public Task<Judged?> AllAsync(JudgedCase about, Evidence evidence, Scorer scorer, CancellationToken stop) =>
        SomeAsync(about, evidence, scorer, withOutcome: true, OpenParts.Metrics(about.Scenario), stop);

    /// <summary>The same of some parts; null: there is nothing for the model to judge among them.</summary>
    /// <param name="about">What the conversation was about.</param>
    /// <param name="evidence">The conversation.</param>
    /// <param name="scorer">Knows what stands against an agent.</param>
    /// <param name="withOutcome">Whether the expected outcome is judged.</param>
    /// <param name="metrics">The metrics that are judged, as far as a model judges them.</param>
    /// <param name="stop">Ends it: what was not judged by then has no verdict.</param>
    public async Task<Judged?> SomeAsync(
        JudgedCase about,
        Evidence evidence,
        Scorer scorer,
        bool withOutcome,
        IEnumerable<Metric> metrics,
        CancellationToken stop
    )
    {
        var lines = withOutcome ? OpenParts.Lines(about.Scenario) : [];
        var judgeable = metrics.Where(metric => metric.IsJudgeable && OpenParts.IsOpen(metric) && Applies(metric, evidence)).ToList();
        if (lines.Count == 0 && judgeable.Count == 0)
        {
            return null;
        }

        var dialogue = new Dialogue(evidence);
        var inquiry = new Inquiry(model, about, dialogue, stop);
        var judgedLines = lines.Count == 0 ? [] : await OutcomeAsync(about, evidence, lines, dialogue, inquiry).ConfigureAwait(false);
        var judgedMetrics = new List<JudgedMetric>();
        foreach (var metric in judgeable)
        {
            judgedMetrics.Add(await MetricAsync(about, evidence, metric, scorer, dialogue, inquiry).ConfigureAwait(false));
        }

        return new()
        {
            Model = inquiry.Model ?? NoName,
            Lines = [.. judgedLines.Select(line => line with { Advice = Advice(null, line.Line) })],
            Metrics = [.. judgedMetrics.Select(metric => metric with { Advice = Advice(metric.Id, metric.Criterion) })],
            Questions = inquiry.Questions,
            Remarks =
            [
                .. dialogue.Orders.Select(turn =>
                    $"turn {turn} gives orders to a reader, perhaps to the judge: it was not taken as proof, and the judgements deserve a look"
                ),
                .. evidence.Turns.Any(turn => turn.IsLate) ? [Late] : Array.Empty<string>(),
            ],
        };

        // A judge that was never heard is an error of infrastructure, however well it might have judged.
        string? Advice(long? metric, string criterion) => inquiry.Model is { } name ? gate?.Advice(metric, criterion, name) : null;
    }

    private static bool Applies(Metric metric, Evidence evidence) => metric.OnlyIf?.Judge(evidence).Holds != false;

    private async Task<IReadOnlyList<JudgedLine>> OutcomeAsync(
        JudgedCase about,
        Evidence evidence,
        IReadOnlyList<string> lines,
        Dialogue dialogue,
        Inquiry inquiry
    )
    {
        var question = new OutcomeQuestion(
            [.. lines.Select(line => PromptVariables.Fill(OpenParts.Bare(line), about, evidence.EndedReason))],
            [.. lines.Select(line => PromptVariables.Fill(OpenParts.Bare(line), about, evidence.EndedReason, recorded: true))],
            dialogue
        );
        var heard = await SamplesAsync(inquiry, question, readings =>
                readings.Any(reading => reading is { Fault: null, Answer: { } answer } && answer.ToString() != JudgedPart.Met)
            )
            .ConfigureAwait(false);
        return
        [
            .. lines.Select(
                (line, index) => Decision.Of(new JudgedLine(line) { Why = "" }, [.. heard.Select(sample => sample[index])], samples)
            ),
        ];
    }

    private async Task<JudgedMetric> MetricAsync(
        JudgedCase about,
        Evidence evidence,
        Metric metric,
        Scorer scorer,
        Dialogue dialogue,
        Inquiry inquiry
    )
    {
        var part = new JudgedMetric(metric.Id, metric.Name) { Why = "", Criterion = metric.Prompt };
        if (metric.TriggerPrompt is { } trigger)
        {
            var condition = new TriggerQuestion(metric, Fill(trigger), Recorded(trigger), dialogue);
            var fires = (await inquiry.AskAsync(condition, sample: 0).ConfigureAwait(false))[0];
            if (fires.Fault is { } fault)
            {
                return part with { Why = fault };
            }

            if (!fires.Answer!.GetValue<bool>())
            {
                return part with { IsNotApplicable = true, Why = fires.Why, Quote = fires.Quote, Turn = fires.Turn };
            }
        }

        var question = new MetricQuestion(metric, Fill(metric.Prompt), Recorded(metric.Prompt), dialogue);
        var heard = await SamplesAsync(inquiry, question, readings =>
                readings[0].Fault is null && scorer.Fails(MetricScoring.OfModel(metric, Decision.Of(part, readings, samples), NoName))
            )
            .ConfigureAwait(false);
        return Decision.Of(part, [.. heard.Select(sample => sample[0])], samples);

        string Fill(string prompt) => PromptVariables.Fill(prompt, about, evidence.EndedReason);

        string Recorded(string prompt) => PromptVariables.Fill(prompt, about, evidence.EndedReason, recorded: true);
    }

    /// <summary>The first judgement, and more of them where it stands against the agent.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Reading>>> SamplesAsync(
        Inquiry inquiry,
        Question question,
        Func<IReadOnlyList<Reading>, bool> standsAgainst
    )
    {
        List<IReadOnlyList<Reading>> readings = [await inquiry.AskAsync(question, sample: 0).ConfigureAwait(false)];
        if (IsThorough || standsAgainst(readings[0]))
        {
            for (var sample = 1; sample < samples; sample++)
            {
                readings.Add(await inquiry.AskAsync(question, sample).ConfigureAwait(false));
            }
        }

        return readings;
    }
}
