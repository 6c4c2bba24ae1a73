using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Conversations;
using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.Waiting;

/// <summary>What became of a result as a whole: passed when it is completed, has runs, and every one of them passed.</summary>
/// <param name="result">The result as it was seen last.</param>
/// <param name="verdicts">The verdicts on its runs.</param>
/// <param name="missing">How many runs it says that it holds, and never showed.</param>
/// <param name="isWhole">Whether all its runs were asked about; else the verdicts alone decide, whatever else the result holds.</param>
internal sealed class BatchVerdict(Result result, IReadOnlyList<RunVerdict> verdicts, int missing, bool isWhole)
{
    // Contact was lost, so its outcome is unknown.
    private const string Unknown = "V09";

    private int Passed => verdicts.Count(verdict => verdict.Outcome == Outcome.Passed);

    private IEnumerable<RunVerdict> Failures => verdicts.Where(verdict => verdict.Outcome != Outcome.Passed);

    private bool IsBroken => (isWhole && (result.Status != RunStatus.Completed || missing > 0)) || Unreadable > 0;

    /// <summary>Runs that cannot be read are not passed.</summary>
    private int Unreadable => isWhole ? UnreadableRuns.In(result) : 0;

    /// <summary>The share of runs that must pass; null: all must.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>Whether every run was seen to its end.</summary>
    public bool IsOver { get; init; } = true;

    /// <summary>How many of its runs passed. What was never shown or cannot be read has not.</summary>
    private decimal Rate => (decimal)Passed / Math.Max(1, verdicts.Count + missing + Unreadable);

    public int ExitCode =>
        Threshold is { } min ? OfThreshold(min)
        : Failures.Any(verdict => verdict is { IsInfrastructure: false, Rule: not Unknown }) ? Output.ExitCode.Failed
        : Failures.Any() || IsBroken ? Output.ExitCode.Infrastructure
        : Output.ExitCode.Success;

    private int OfThreshold(decimal min) =>
        !IsOver ? Output.ExitCode.Usage
        : Rate >= min && result.Status == RunStatus.Completed ? Output.ExitCode.Success
        : Output.ExitCode.Failed;

    /// <summary>Where the service counts otherwise; the recount stands.</summary>
    public string? Disagreement =>
        !isWhole || result.SuccessRunsCount == Passed || result.Status == RunStatus.Unknown
            ? null
            : $"the service counts {result.SuccessRunsCount} successful runs in result {result.Id}, but by its runs {Passed} of {verdicts.Count} passed. The latter counts.";

    private string Word =>
        ExitCode switch
        {
            Output.ExitCode.Success => "passed",
            Output.ExitCode.Failed => "failed",
            _ => "infrastructure",
        };

    public JsonObject Json
    {
        get
        {
            var json = Plain;
            if (Threshold is { } min)
            {
                (json["pass_rate"], json["threshold"]) = (Math.Round(Rate, 4), min);
            }

            return json;
        }
    }

    private JsonObject Plain =>
        new()
        {
            ["result_id"] = result.Id,
            ["outcome"] = Word,
            ["passed"] = Passed,
            ["total"] = verdicts.Count,
            ["causes"] = new JsonArray([
                .. RunCauses
                    .Of(verdicts)
                    .Select(group => new JsonObject
                    {
                        ["cause"] = group.Cause.Text,
                        ["kind"] = CauseText.MarkOf(group.Cause.Kind).Word.ToLowerInvariant(),
                        ["turn"] = group.Cause.Turn is { } turn ? CauseText.Turn(turn) : null,
                        ["run_ids"] = new JsonArray([.. group.Runs.Select(run => JsonValue.Create(run.Run?.Id))]),
                    }),
            ]),
            ["runs"] = new JsonArray([
                .. InOrder()
                    .Select(verdict => new JsonObject
                    {
                        ["run_id"] = verdict.Run?.Id,
                        ["scenario"] = verdict.Run?.ScenarioName,
                        ["personality"] = verdict.Run?.PersonalityName,
                        ["outcome"] = verdict.Outcome.ToString().ToLowerInvariant(),
                        ["rule"] = verdict.Rule,
                        ["infrastructure"] = verdict.IsInfrastructure,
                        ["message"] = verdict.Message,
                    }),
            ]),
        };

    public string Text(int? width, Ink ink)
    {
        if (!isWhole && verdicts is [{ Run: { } run } only])
        {
            // One run was asked about, so there is nothing to count.
            return $"Run {run.Id} of result {result.Id} ({UntrustedText.Line(run.ScenarioName)} [{UntrustedText.Line(run.PersonalityName)}]): {ink.Outcome(only.Outcome.ToString().ToLowerInvariant())}{RunText.Emulated([run])}"
                + (only.Outcome == Outcome.Passed ? "" : $"\n{only.Message.TrimEnd()}");
        }

        var table = new TextTable("RUN", "OUTCOME", "SCENARIO", "PERSONALITY", "WHY");
        foreach (var verdict in InOrder())
        {
            var why = verdict.Outcome == Outcome.Passed ? "" : verdict.Headline;
            table.Add(
                $"{verdict.Run?.Id}",
                verdict.Outcome.ToString().ToLowerInvariant(),
                verdict.Run?.ScenarioName,
                verdict.Run?.PersonalityName,
                why
            );
        }

        return $"{table.Write(width, ink)}{RunText.Causes(verdicts, ink)}\nResult {result.Id}: {Passed} of {verdicts.Count} passed{Doubt}{Wanted}{RunText.Emulated(verdicts.Select(verdict => verdict.Run))}";
    }

    private string Wanted => Threshold is { } min ? string.Create(CultureInfo.InvariantCulture, $"; at least {min * 100:0.##} % must") : "";

    private string Doubt =>
        Unreadable > 0 ? $", and {Unreadable} more cannot be read"
        : isWhole && missing > 0 ? $", but the result says that it holds {Counted.Of(verdicts.Count + missing, "run")}"
        : IsBroken ? $", but the result itself is {result.Status.ToString().ToLowerInvariant()}"
        : "";

    private IEnumerable<RunVerdict> InOrder() => verdicts.OrderBy(verdict => verdict.Run?.Id);
}
