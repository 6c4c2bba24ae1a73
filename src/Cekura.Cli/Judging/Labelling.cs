using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Client;
using Cekura.Emulator.Calibration;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Transcripts;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Judging;

/// <summary>Makes labels of what people say about runs that a model on this machine judged.</summary>
/// <param name="run">The run, in full.</param>
/// <param name="feedback">Why; null: nothing is said.</param>
internal sealed class Labelling(Run run, string? feedback)
{
    private readonly JsonNode? _record = JudgeRecord.Of(run) is { } record ? JsonNode.Parse(record.GetRawText()) : null;

    /// <summary>The label of a metric; null: no model judged it.</summary>
    /// <param name="metric">Its id.</param>
    /// <param name="isRight">Whether the judge is right.</param>
    /// <param name="expected">What is right where it is not; null: the opposite.</param>
    /// <exception cref="CommandException">The opposite is not known.</exception>
    public Label? OfMetric(long metric, bool isRight, JsonNode? expected)
    {
        if (Entries.FirstOrDefault(entry => entry["metric"]?.ToString() == $"{metric}") is not { } judged)
        {
            return null;
        }

        var verdict = judged["verdict"]?.ToString();
        return Label(
            judged,
            expected is not null ? Word(expected, verdict)
                : isRight ? verdict
                : verdict switch
                {
                    JudgedMetric.Pass => JudgedMetric.Fail,
                    JudgedMetric.Fail => JudgedMetric.Pass,
                    _ => null,
                }
        );
    }

    /// <summary>The labels of the lines of the expected outcome that a model judged; none where none was.</summary>
    /// <param name="line">The only line that is meant; null: all.</param>
    /// <param name="isRight">Whether the judge is right.</param>
    /// <exception cref="CommandException">It is not known which line is meant.</exception>
    public IReadOnlyList<Label> OfLines(string? line, bool isRight)
    {
        var lines = Entries.Where(entry => entry["metric"] is null).ToList();
        var meant = line is null
            ? lines
            : lines.FindAll(entry =>
                Cekura.Emulator.Calibration.Label.KeyOf(null, Text(entry)) == Cekura.Emulator.Calibration.Label.KeyOf(null, line)
            );
        if (lines.Count > 0 && (meant.Count == 0 || (!isRight && meant.Count > 1)))
        {
            throw CommandException.Usage(
                $"Which line was judged wrongly? Give --line with one of: {string.Join(" | ", lines.Select(entry => UntrustedText.Line(Text(entry), 200)))}"
            );
        }

        return
        [
            .. meant
                .Where(entry => entry["verdict"] is not null)
                .Select(entry =>
                    Label(
                        entry,
                        isRight ? entry["verdict"]!.ToString()
                            : entry["verdict"]!.ToString() == JudgedPart.Met ? JudgedPart.Unmet
                            : JudgedPart.Met
                    )
                ),
        ];
    }

    private IEnumerable<JsonNode> Entries => (_record?["judged"] as JsonArray ?? []).OfType<JsonObject>();

    private Label Label(JsonNode judged, string? expected) =>
        new()
        {
            Test = run.PersonalityName is { Length: > 0 } personality ? $"{run.ScenarioName} [{personality}]" : run.ScenarioName ?? "",
            Scenario = run.ScenarioId,
            Metric = (long?)judged["metric"],
            Criterion = Text(judged),
            Expected = expected
                ?? throw CommandException.Usage("What should the judge have said? Give --expected-value, and the vote becomes a label."),
            Feedback = feedback ?? "",
            Judge = _record!["model"]?.ToString(),
            Judged = [.. (judged["answers"] as JsonArray ?? []).Select(answer => answer!.ToString())],
            EndedReason = run.EndedReason ?? "",
            Turns = [.. Turns()],
        };

    // Labels are committed: what agents say may hold secrets.
    private IEnumerable<RecordedTurn> Turns()
    {
        if (!run.Source.TryGetProperty("transcript_object", out var turns) || turns.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var turn in turns.EnumerateArray())
        {
            var json = JsonNode.Parse(WrittenSecrets.Redact(Redaction.WithoutSecrets(turn.GetRawText()) ?? "{}"))!;
            yield return new(
                json["role"]?.ToString() ?? "",
                json["content"]?.ToString() ?? "",
                TimeSpan.Zero,
                TimeSpan.Zero,
                json["data"]?.DeepClone() as JsonObject
            );
        }
    }

    private static string Text(JsonNode entry) => entry["criterion"]?.ToString() ?? "";

    // A vote says 5, true or "pass" of the same.
    private static string Word(JsonNode expected, string? verdict) =>
        verdict is JudgedMetric.Pass or JudgedMetric.Fail
            ? expected.ToJsonString() switch
            {
                "true" or "5" or "\"pass\"" => JudgedMetric.Pass,
                "false" or "0" or "\"fail\"" => JudgedMetric.Fail,
                var other => throw CommandException.Usage($"{UntrustedText.Line(other, 60)} is neither a pass nor a fail: give 5 or 0."),
            }
            : expected.ToString();
}
