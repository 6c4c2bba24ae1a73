using System.Globalization;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Export;

/// <summary>What was scored, and the verdict itself, as metrics of Microsoft.Extensions.AI.Evaluation.</summary>
internal static class EvaluationMetrics
{
    private const string Verdict = "Verdict";
    private const int MaxReason = 4000;

    public static void Write(Utf8JsonWriter json, ExportedRepetition repetition)
    {
        json.WriteStartObject("evaluationResult");
        json.WriteStartObject("metrics");
        bool? passes = repetition.Outcome switch
        {
            Outcome.Passed => true,
            Outcome.Failed => false,
            _ => null,
        };
        var taken = new HashSet<string>(StringComparer.Ordinal) { Verdict };
        Metric(
            json,
            Verdict,
            new(Number: null, passes, passes is null ? RepetitionOutcome.Of(repetition.Outcome).Word : null),
            repetition.Reason
        );
        foreach (var (name, value) in repetition.Metrics)
        {
            var own = name;
            for (var number = 2; !taken.Add(own); number++)
            {
                own = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
            }

            Metric(json, own, value, Reason(repetition.Run, name));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Metric(Utf8JsonWriter json, string name, MetricValue value, string reason)
    {
        json.WriteStartObject(name);
        switch (value)
        {
            case { Number: { } number }:
                json.WriteString("$type", "numeric");
                json.WriteNumber("value", number);
                break;
            case { Passes: { } passes }:
                json.WriteString("$type", "boolean");
                json.WriteBoolean("value", passes);
                break;
            default:
                json.WriteString("$type", "string");
                json.WriteString("value", value.Label);
                break;
        }

        json.WriteString("name", name);
        if (reason.Length > 0)
        {
            json.WriteString("reason", reason);
        }

        if (value.Passes is { } holds)
        {
            json.WriteStartObject("interpretation");
            json.WriteString("rating", holds ? "good" : "unacceptable");
            json.WriteBoolean("failed", !holds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Reason(Run? run, string name) =>
        UntrustedText.Clip(
            string.Join(
                '\n',
                (
                    run?.Metrics.FirstOrDefault(metric => MetricRules.SameName(UntrustedText.Line(metric.Name, 120), name))?.Explanation
                    ?? []
                ).SelectMany(UntrustedText.Lines)
            ),
            MaxReason
        );
}
