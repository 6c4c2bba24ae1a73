using System.Text.Json.Nodes;
using Cekura.Emulator.Calibration;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Judging;

/// <summary>Has a judge judge again what people have judged.</summary>
/// <param name="workspace">The seed.</param>
/// <param name="judge">The judge; it judges everything as often as the agreement with itself wants.</param>
/// <param name="now">The day of the conversations, which labels do not hold.</param>
internal sealed class JudgeCheck(Workspace workspace, Judge judge, DateTimeOffset now)
{
    /// <summary>The same labels with what the judge says now, in their order.</summary>
    public async Task<IReadOnlyList<CheckedLabel>> RunAsync(IReadOnlyList<Label> labels, CancellationToken cancellationToken)
    {
        var all = new List<CheckedLabel>();
        foreach (var label in labels)
        {
            all.Add(await CheckAsync(label, cancellationToken).ConfigureAwait(false));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return all;
    }

    private async Task<CheckedLabel> CheckAsync(Label label, CancellationToken cancellationToken)
    {
        var metric = workspace.Metrics.FirstOrDefault(known => known.Id == label.Metric);
        if (label.Metric is { } id && Outdated(metric, label) is { } outdated)
        {
            return new(label, outdated) { Name = $"metric {id}" };
        }

        var evidence = new Evidence { Turns = label.Turns, EndedReason = label.EndedReason };
        var scenario = Of(label);
        var judged = await judge
            .SomeAsync(
                new(scenario, scenario.Agent, scenario.Personality, scenario.TestProfile, new JsonObject(), now) { Test = label.Test },
                evidence,
                new Scorer([]),
                withOutcome: metric is null,
                metric is null ? [] : [metric],
                cancellationToken
            )
            .ConfigureAwait(false);
        JudgedPart? part = metric is null
            ? judged?.Lines.FirstOrDefault(line => OpenParts.IsSame(line.Line, label.Criterion))
            : judged?.Metric(metric.Id);
        var name = metric is null ? label.Criterion.Trim() : $"metric {metric.Id} {metric.Name}";
        return part is null ? new(label, "The metric is not for such a conversation.") { Name = name }
            : part is JudgedMetric { IsNotApplicable: true }
                ? new(label with { Judge = judged!.Model, Judged = [part.Word] }, null) { Name = name, Why = part.Why }
            : part.Answers.Count == 0 ? new(label with { Judge = judged!.Model, Judged = [] }, part.Why) { Name = name, IsFailure = true }
            : new(label with { Judge = judged!.Model, Judged = part.Answers }, null) { Name = name, Why = part.Why };
    }

    private static string? Outdated(Metric? metric, Label label) =>
        metric is null ? "The seed has no such metric."
        : !metric.IsJudgeable || !OpenParts.IsOpen(metric) ? "No model judges the metric."
        : Label.KeyOf(metric.Id, metric.Prompt) != label.Key ? "The label is about another prompt than the metric has now."
        : null;

    /// <summary>
    /// The scenario of the label where it still has the line: the whole expected outcome is one question, which cassettes of test runs
    /// have. Else one that has the line alone.
    /// </summary>
    private Scenario Of(Label label)
    {
        var known = workspace.Scenarios.FirstOrDefault(scenario => scenario.Id == label.Scenario);
        if (known is not null && (label.Metric is not null || OpenParts.Lines(known).Any(line => OpenParts.IsSame(line, label.Criterion))))
        {
            return known;
        }

        return new()
        {
            Id = label.Scenario ?? 0,
            Name = label.Test,
            Agent = known?.Agent ?? workspace.Agents[0],
            Personality = known?.Personality,
            TestProfile = known?.TestProfile,
            Type = "instruction",
            Instructions = known?.Instructions ?? "",
            FirstMessage = "",
            Tags = [],
            Metrics = [],
            ToolIds = [],
            MaxDuration = null,
            Outcomes = [],
            ExpectedOutcomePrompt = label.Criterion,
            Source = System.Text.Json.JsonDocument.Parse("{}").RootElement,
        };
    }
}
