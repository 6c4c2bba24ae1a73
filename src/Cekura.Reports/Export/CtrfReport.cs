using System.Text.Json;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Export;

/// <summary>
/// A test run in the Common Test Report Format (https://ctrf.io). Repetitions are steps: they are no retries, because all of them count.
/// </summary>
internal static class CtrfReport
{
    private const string SpecVersion = "0.0.0";

    public static void Write(Stream to, ExportedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var json = new Utf8JsonWriter(to, ReadableJson.Options);
        json.WriteStartObject();
        json.WriteString("reportFormat", "CTRF");
        json.WriteString("specVersion", SpecVersion);
        json.WriteString("generatedBy", "cekura");
        json.WriteStartObject("results");
        json.WriteStartObject("tool");
        json.WriteString("name", "cekura");
        if (run.Version.Length > 0)
        {
            json.WriteString("version", run.Version);
        }

        json.WriteEndObject();
        Summary(json, run);
        json.WriteStartArray("tests");
        foreach (var test in run.Tests)
        {
            Test(json, test);
        }

        json.WriteEndArray();
        json.WriteStartObject("environment");
        json.WriteString("reportName", run.Title);
        Text(json, "commit", run.Commit);
        Text(json, "branchName", run.Branch);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, ExportedRun run)
    {
        var stop = run.Tests.Select(test => test.Start + test.Duration).Max() ?? run.Started;
        json.WriteStartObject("summary");
        json.WriteNumber("tests", run.Tests.Count);
        foreach (var status in new[] { "passed", "failed", "skipped", "pending", "other" })
        {
            json.WriteNumber(status, run.Tests.Count(test => Status(test.Outcome) == status));
        }

        json.WriteNumber("flaky", run.Tests.Count(IsFlaky));
        json.WriteNumber("start", run.Started.ToUnixTimeMilliseconds());
        json.WriteNumber("stop", (stop > run.Started ? stop : run.Started).ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void Test(Utf8JsonWriter json, ExportedTest test)
    {
        json.WriteStartObject();
        json.WriteString("name", test.Name.Length > 0 ? test.Name : test.Test);
        json.WriteString("status", Status(test.Outcome));
        json.WriteNumber("duration", (long)test.Duration.TotalMilliseconds);
        if (test.Start is { } start)
        {
            json.WriteNumber("start", start.ToUnixTimeMilliseconds());
            json.WriteNumber("stop", (start + test.Duration).ToUnixTimeMilliseconds());
        }

        json.WriteStartArray("suite");
        foreach (var part in test.Test.Split('.') is [.. var parts, _] && parts.Length > 0 ? parts : [test.Test])
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
        Text(json, "message", test.Message);
        json.WriteString("rawStatus", test.Word);
        Texts(json, "tags", test.Tags);
        if (test.Location is { } place)
        {
            json.WriteString("filePath", place.Path);
            json.WriteNumber("line", place.Line);
        }

        json.WriteString("type", "conversation");
        if (IsFlaky(test))
        {
            json.WriteBoolean("flaky", value: true);
        }

        if (test.Repetitions.Count > 0)
        {
            json.WriteStartArray("steps");
            foreach (var (index, repetition) in test.Repetitions.Index())
            {
                Step(json, repetition, index + 1);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("extra");
        json.WriteString("test", test.Test);
        json.WriteNumber("passed", test.Rate.Passed);
        json.WriteNumber("total", test.Rate.Total);
        Texts(json, "causes", [.. test.Causes.Select(cause => cause.Text)]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Step(Utf8JsonWriter json, ExportedRepetition repetition, int number)
    {
        json.WriteStartObject();
        json.WriteString("name", FormattableString.Invariant($"Repetition {number}"));
        json.WriteString("status", Status(repetition.Outcome));
        json.WriteStartObject("extra");
        if (repetition.RunId is { } run)
        {
            json.WriteNumber("run", run);
        }

        Text(json, "reason", repetition.Reason);
        if (repetition.Metrics.Count > 0)
        {
            json.WriteStartObject("metrics");
            foreach (var (name, value) in repetition.Metrics.DistinctBy(metric => metric.Key, StringComparer.Ordinal))
            {
                Value(json, name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, string name, MetricValue value)
    {
        switch (value)
        {
            case { Number: { } number }:
                json.WriteNumber(name, number);
                break;
            case { Passes: { } passes }:
                json.WriteBoolean(name, passes);
                break;
            default:
                json.WriteString(name, value.Label);
                break;
        }
    }

    // Passed all the same: some repetitions did not.
    private static bool IsFlaky(ExportedTest test) =>
        test.Outcome == Outcome.Passed && test.Repetitions.Any(repetition => repetition.Outcome == Outcome.Failed);

    private static string Status(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Failed => "failed",
            Outcome.Skipped => "skipped",
            _ => "other",
        };

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}
