using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Suites;

namespace Cekura.Runs.Plan;

/// <summary>The spec that is sent: the selected pairs and nothing else, each entry complete without defaults.</summary>
internal static class SuiteSpec
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="cases">Test cases of one suite.</param>
    /// <param name="concurrencyLimit">Runs at the same time; null: what the suite says.</param>
    public static JsonObject Of(IReadOnlyList<ScenarioCase> cases, int? concurrencyLimit)
    {
        var head = cases[0].SuiteEntry!.Head;
        var spec = new JsonObject { ["version"] = SuiteWords.Version };
        if (head.Json is { } suite)
        {
            spec["suite"] = suite.DeepClone();
        }

        if ((concurrencyLimit ?? head.ConcurrencyLimit) is { } limit)
        {
            spec["defaults"] = new JsonObject { ["concurrency_limit"] = limit };
        }

        spec["scenarios"] = new JsonArray([.. cases.Select(Entry)]);
        return spec;
    }

    /// <summary>Bytes that a case takes in a spec, as UTF-8, with its comma.</summary>
    public static int Size(ScenarioCase scenarioCase)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Unescaped))
        {
            Entry(scenarioCase).WriteTo(writer);
        }

        return (int)bytes.Length + 1;
    }

    private static JsonObject Entry(ScenarioCase scenarioCase)
    {
        var entry = scenarioCase.SuiteEntry!.ToJson();
        if (scenarioCase.PersonalityId is { } personality)
        {
            entry["personality"] = personality;
        }

        if (scenarioCase.TestProfileId is { } profile)
        {
            entry["test_profile"] = profile;
        }

        // In the entry and not beside the spec: only here is it part of the published format.
        if (scenarioCase.Frequency > 1)
        {
            entry["frequency"] = scenarioCase.Frequency;
        }

        return entry;
    }
}
