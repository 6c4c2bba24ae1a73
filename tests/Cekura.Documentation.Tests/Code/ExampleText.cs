using System.Text;
using Cekura.Emulator;
using Cekura.Emulator.Calibration;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Documentation.Tests.Code;

/// <summary>The example of an error code: a whole file, or the part that matters, put where it belongs.</summary>
internal static class ExampleText
{
    /// <summary>Codes that the readers report for it in any of the places where it can stand.</summary>
    public static IReadOnlySet<string> Codes(string text) =>
        Places(text)
            .SelectMany(Diagnostics)
            .Select(diagnostic => diagnostic.Code)
            .Concat(OfSeed(text))
            .Concat(OfLabels(text))
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> OfSeed(string text)
    {
        try
        {
            EmulatorSeed.Parse(Encoding.UTF8.GetBytes(text), "emulator.seed.json");
            return [];
        }
        catch (EmulatorSeedException e)
        {
            return e.Others.Prepend(e).Select(error => error.Code!);
        }
    }

    private static IEnumerable<string> OfLabels(string text)
    {
        try
        {
            LabelFile.Parse(text, LabelFile.Name);
            return [];
        }
        catch (EmulatorSeedException e)
        {
            return [e.Code!];
        }
    }

    private static IEnumerable<(string File, string Text)> Places(string text)
    {
        const string TestCase = "\"name\": \"Refund\", \"expected_outcome\": \"A refund.\"";
        const string Script = $$"""{{TestCase}}, "type": "conditional_actions", "language": "en", "conditional_actions":""";
        const string First = """{ "id": 0, "condition": "FIRST_MESSAGE", "action": "Hello", "type": "standard", "fixed_message": true }""";

        yield return ("cekura.json", text);
        yield return ("cekura.json", $$"""{ "scenarios": [ {{text}} ] }""");
        yield return ("cekura.json", $$"""{ "scenarios": [ { "id": 101, {{text}} } ] }""");
        yield return ("cekura.json", $$"""{ {{text}}, "scenarios": [ { "id": 101 } ] }""");
        yield return ("cekura.json", $$"""{ {{text}} }""");
        yield return ("page.tests.json", text);
        yield return ("page.tests.json", $$"""{ "version": "1", "scenarios": [ {{text}} ] }""");
        yield return ("page.tests.json", $$"""{ "version": "1", "scenarios": [ { {{TestCase}}, "instructions": "Ask.", {{text}} } ] }""");
        yield return ("page.tests.json", $$"""{ "version": "1", {{text}}, "scenarios": [ { {{TestCase}}, "instructions": "Ask." } ] }""");
        yield return (
            "page.tests.json",
            $$"""{ "version": "1", "scenarios": [ { {{TestCase}}, "type": "conditional_actions", "language": "en", {{text}} } ] }"""
        );
        yield return (
            "page.tests.json",
            $$"""{ "version": "1", "scenarios": [ { {{Script}} { "role": "You call.", "conditions": [ {{First}}, { "id": 1, "condition": "Always", {{text}}, "type": "standard", "fixed_message": true } ] } } ] }"""
        );
        yield return ("page.tests.json", $$"""{ "version": "1", "scenarios": [ { {{Script}} {{text}} } ] }""");
        yield return ("page.tests.json", $$"""{ "version": "1", "scenarios": [ { {{Script}} { "role": "You call.", {{text}} } } ] }""");
        yield return (
            "page.tests.json",
            $$"""{ "version": "1", "scenarios": [ { {{Script}} { "role": "You call.", "conditions": [ {{First}}, {{text}} ] } } ] }"""
        );
        yield return (
            "page.tests.json",
            $$"""{ "version": "1", "scenarios": [ { {{Script}} { "role": "You call.", "conditions": [ {{text}} ] } } ] }"""
        );
        yield return (
            "page.tests.json",
            $$"""{ "version": "1", "scenarios": [ { {{Script}} { "role": "You call.", "conditions": [ {{First}} ], "functions": [ {{text}} ] } } ] }"""
        );
    }

    private static IEnumerable<ManifestDiagnostic> Diagnostics((string File, string Text) place)
    {
        var bytes = Encoding.UTF8.GetBytes(place.Text);
        if (place.File == "cekura.json")
        {
            var manifest = new ManifestReader().Parse(bytes, place.File);
            return manifest.Diagnostics.Concat(manifest.Manifest is { } read ? ManifestLint.Check(read, TimeProvider.System) : []);
        }

        var suite = new SuiteReader().Parse(bytes, place.File);
        return suite.Diagnostics.Concat(suite.Suite is { } tests ? SuiteLint.Check(tests).Concat(SuiteLint.CheckOutcomes(tests)) : []);
    }
}
