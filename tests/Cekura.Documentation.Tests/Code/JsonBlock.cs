using System.Text;
using System.Text.Json;
using Cekura.Emulator;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Documentation.Tests.Code;

/// <summary>JSON of a page, read by the reader of what it is.</summary>
internal static class JsonBlock
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] SeedKeys = ["agents", "metrics", "rubric", "faults", "limits", "model"];

    private static readonly string[] ManifestKeys = ["scenarios", "suites", "options", "mode", "agent"];

    /// <summary>What is wrong with it, or null.</summary>
    /// <exception cref="InvalidOperationException">It is none of the known kinds.</exception>
    public static string? Problem(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        var keys = document.RootElement.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        return keys switch
        {
            _ when keys.Contains("test") => Runner(document.RootElement.GetProperty("test")),
            _ when keys.Contains(TestConfigSection.Name) => TestConfig(document.RootElement.GetProperty(TestConfigSection.Name)),
            _ when keys.Contains("version") && keys.Contains("tests") => Baseline(text),
            _ when keys.Contains("version") => WholeSuite(text),
            _ when keys.Contains("instructions") || keys.Contains("conditional_actions") => Suite(
                $$"""{ "version": "1", "scenarios": [ {{text}} ] }"""
            ),
            _ when keys.Overlaps(SeedKeys) => Seed(text),
            _ when keys.Overlaps(ManifestKeys) && !keys.Contains("id") => Manifest(text),
            _ when keys.Contains("id") => Manifest($$"""{ "scenarios": [ {{text}} ] }"""),
            _ => throw new InvalidOperationException($"Neither manifest, suite, seed nor baseline: {text}"),
        };
    }

    // Of a global.json: which platform runs the tests.
    private static string? Runner(JsonElement test) =>
        test.GetProperty("runner").GetString() is "VSTest" or "Microsoft.Testing.Platform" ? null : $"No platform: {test}";

    private static string? TestConfig(JsonElement section) =>
        string.Join(
            '\n',
            SettingsReader
                .Read(
                    TestConfigSection.Read(section.GetRawText(), "testconfig.json")!.Given,
                    new Dictionary<string, string?>(),
                    config: null,
                    baseDirectory: null
                )
                .Diagnostics
        )
            is { Length: > 0 } problems
            ? problems
            : null;

    private static string? Manifest(string text) =>
        Join(new ManifestReader().Parse(Encoding.UTF8.GetBytes(text), "cekura.json").Diagnostics);

    // What people copy as a whole should not be warned of.
    private static string? WholeSuite(string text)
    {
        var read = new SuiteReader().Parse(Encoding.UTF8.GetBytes(text), "page.tests.json");
        return Join([.. read.Diagnostics, .. read.Suite is { } suite ? SuiteLint.Check(suite).Concat(SuiteLint.CheckOutcomes(suite)) : []]);
    }

    private static string? Suite(string text) => Join(new SuiteReader().Parse(Encoding.UTF8.GetBytes(text), "page.tests.json").Diagnostics);

    private static string? Seed(string text)
    {
        try
        {
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(text), "emulator.seed.json");
            return null;
        }
        catch (EmulatorSeedException exception)
        {
            return exception.Message;
        }
    }

    private static string? Baseline(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return Join(BaselineFile.Read(file).Diagnostics);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Join(IReadOnlyList<ManifestDiagnostic> diagnostics) =>
        diagnostics.Count == 0 ? null : string.Join('\n', diagnostics);
}
