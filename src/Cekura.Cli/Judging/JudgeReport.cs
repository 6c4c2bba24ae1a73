using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Emulator.Judging;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Judging;

/// <summary>How well the judge judges, for people and for programs.</summary>
/// <param name="criteria">Each criterion.</param>
/// <param name="minKappa">How well it has to; null: nothing is asked.</param>
internal sealed class JudgeReport(IReadOnlyList<CheckedCriterion> criteria, double? minKappa)
{
    // What to do next stands at the end of a reason.
    private const int MaxReason = 1500;

    /// <summary>Not judged comes first: nothing is known then. A judge that is not good enough does not pass.</summary>
    public int ExitCode =>
        criteria.Any(criterion => criterion.Unjudged.Any(label => label.IsFailure)) ? Output.ExitCode.Infrastructure
        : minKappa is not null && criteria.Any(criterion => !Decides(criterion)) ? Output.ExitCode.Failed
        : Output.ExitCode.Success;

    public JsonArray Json =>
        [
            .. criteria.Select(criterion => new JsonObject
            {
                ["criterion"] = criterion.Name,
                ["metric"] = criterion.Metric,
                ["labels"] = criterion.Count,
                ["agreement"] = Rounded(criterion.Agreement.Observed),
                ["kappa"] = Rounded(criterion.Agreement.Kappa),
                ["base_rate"] = Rounded(criterion.BaseRate),
                ["self_consistency"] = Rounded(criterion.SelfConsistency),
                ["decides"] = Decides(criterion),
                ["disagreements"] = new JsonArray([
                    .. criterion.Disagreements.Select(label => new JsonObject
                    {
                        ["test"] = label.Label.Test,
                        ["expected"] = label.Label.Expected,
                        ["judged"] = label.Label.Verdict,
                        ["answers"] = new JsonArray([.. label.Label.Judged.Select(answer => JsonValue.Create(answer))]),
                        ["why"] = label.Why,
                        ["feedback"] = label.Label.Feedback,
                    }),
                ]),
                ["not_judged"] = new JsonArray([
                    .. criterion.Unjudged.Select(label => new JsonObject { ["test"] = label.Label.Test, ["why"] = label.Unjudged }),
                ]),
            }),
        ];

    public string Text(int? width)
    {
        var table = new TextTable("CRITERION", "LABELS", "AGREEMENT", "KAPPA", "BASE RATE", "WITH ITSELF", "DECIDES");
        foreach (var criterion in criteria)
        {
            table.Add(
                criterion.Name,
                criterion.Count.ToString(CultureInfo.InvariantCulture),
                Shown(criterion.Agreement.Observed),
                Shown(criterion.Agreement.Kappa),
                Shown(criterion.BaseRate),
                Shown(criterion.SelfConsistency),
                Decides(criterion) ? "yes" : "advice"
            );
        }

        return string.Join('\n', [table.Write(width).TrimEnd('\n'), .. criteria.SelectMany(Details)]);
    }

    private bool Decides(CheckedCriterion criterion) => minKappa is null || criterion.Agreement.Kappa >= minKappa;

    private static IEnumerable<string> Details(CheckedCriterion criterion)
    {
        foreach (var label in criterion.Disagreements)
        {
            yield return UntrustedText.Line(
                $"{criterion.Name}, {label.Label.Test}: people say {label.Label.Expected}, the judge {label.Label.Verdict} ({string.Join(", ", label.Label.Judged)}): {label.Why}",
                MaxReason
            );
            if (label.Label.Feedback.Length > 0)
            {
                yield return $"    people: {UntrustedText.Line(label.Label.Feedback, 500)}";
            }
        }

        foreach (var label in criterion.Unjudged)
        {
            yield return UntrustedText.Line($"{criterion.Name}, {label.Label.Test}: not judged: {label.Unjudged}", MaxReason);
        }
    }

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;

    private static string Shown(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
