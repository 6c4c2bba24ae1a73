using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests.Generated;

/// <summary><c>docs/manifest.md</c>, out of the schema that editors use.</summary>
public sealed class ManifestPageTests
{
    private const string Introduction = """
        # The manifest: cekura.json

        <!-- Written by ManifestPageTests out of src/Cekura.TestAdapter/schemas/cekura.schema.json. -->

        A manifest lists the scenarios that run as tests, with whom and how. Any `cekura.json` or `*.cekura.json` of the project is one. It is JSON with comments and
        trailing commas; `dotnet build -t:CekuraSchema` writes its schema beside it, so that editors complete and check it. Ids are what counts; names are for people.

        ```jsonc
        {
          "$schema": "cekura.schema.json",
          "name": "Appointments",
          "agent": 12,
          "mode": "text",
          "personalities": [ { "id": 3, "name": "Normal Male" }, { "id": 7, "name": "In a hurry" } ],
          "test_profiles": [ { "id": 20, "name": "Maria" } ],
          "scenarios": [
            { "id": 101, "name": "Book an appointment", "folder": "Booking", "tags": ["smoke"] },
            {
              "id": 102, "name": "Reschedule", "personalities": [7], "mode": "voice",
              "frequency": 5, "pass_at_least": 4, "timeout": "00:10:00",
              "expect": { "Latency": "<= 2000", "Confirms date and time": "pass", "Sentiment": "in happy, neutral" },
            },
            { "id": 103, "name": "Cancel", "skip": "waiting for the new calendar" },
          ],
          "options": { "text": { "websocket_url": "ws://127.0.0.1:8765/chat" } },
        }
        ```

        One test is one scenario × personality × test profile. The same scenario, personality, profile and mode twice is an error that names both places. A
        [setting](settings.md) with the same meaning wins over the manifest. Scenarios that live in your repository stand in [suites](suites.md).

        """;

    private readonly JsonNode _schema = JsonNode.Parse(
        File.ReadAllText(DocumentationFiles.InRepository("src", "Cekura.TestAdapter", "schemas", "cekura.schema.json"))
    )!;

    [Fact]
    public void Docs_manifest_is_what_the_schema_says()
    {
        var text = new StringBuilder(Introduction);
        AddObject(text, "The manifest", "At least one of `scenarios` and `suites` has an entry.", _schema);
        AddObject(text, "A scenario", "An entry of `scenarios`.", Definition("scenario"));
        AddObject(
            text,
            "A personality or test profile",
            "An entry of `personalities` or `test_profiles`: the id alone, or an object.",
            Definition("reference")["then"]!
        );
        AddOptions(text);
        GeneratedPage.Check("docs/manifest.md", text.ToString());
    }

    private void AddObject(StringBuilder text, string title, string introduction, JsonNode definition)
    {
        var required = definition["required"]?.AsArray().Select(name => (string)name!).ToList() ?? [];
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{introduction}\n\n| Property | Value | Meaning |\n|---|---|---|\n");
        foreach (var (name, property) in definition["properties"]!.AsObject())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{name}`{(required.Contains(name) ? ", required" : "")} | {Cell(ValueOf(property!))} | {Cell(Meaning(property!))} |\n"
            );
        }
    }

    private void AddOptions(StringBuilder text)
    {
        text.Append(
            "\n## Options\n\n`options` has an object for each mode. What each mode is for, see [modes](modes.md).\n\n| Option | Modes | Value | Meaning |\n|---|---|---|---|\n"
        );
        var rows = Definition("options")["properties"]!
            .AsObject()
            .SelectMany(
                mode => mode.Value!["properties"]!.AsObject(),
                (mode, option) => (Mode: mode.Key, option.Key, Value: ValueOf(option.Value!), Meaning: Meaning(option.Value!))
            )
            .GroupBy(option => (option.Key, option.Value, option.Meaning));
        foreach (var row in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{row.Key.Key}` | {string.Join(", ", row.Select(option => $"`{option.Mode}`"))} | {Cell(row.Key.Value)} | {Cell(row.Key.Meaning)} |\n"
            );
        }
    }

    private string ValueOf(JsonNode property) =>
        property switch
        {
            { } when (string?)property["$ref"] is { } reference => Named(reference.Split('/')[^1]),
            { } when property["enum"] is JsonArray words => Words(words),
            { } when property["items"] is { } items =>
                $"list: {ValueOf(items)}{(((int?)property["minItems"]) is > 0 ? ", not empty" : "")}",
            { } when property["type"] is JsonArray types => string.Join(" or ", types.Select(type => TypeName((string)type!, property))),
            { } when (string?)property["type"] is { } type => TypeName(type, property),
            _ => "any JSON",
        };

    private string Meaning(JsonNode property) =>
        (string?)property["description"]
        ?? (
            (string?)property["$ref"] is { } reference
                ? Meaning(Definition(reference.Split('/')[^1]))
                : throw new InvalidOperationException($"No description: {property}")
        );

    private string Named(string definition) =>
        definition switch
        {
            "mode" => Words(Definition("mode")["enum"]!.AsArray()),
            "text" => "text",
            "id" => "id",
            "count" => "integer of at least 1",
            "reference" => "id or object, see below",
            "scenario" => "object, see below",
            "options" => "object, see [options](#options)",
            var other => ValueOf(Definition(other)),
        };

    private static string TypeName(string type, JsonNode property) =>
        type switch
        {
            "string" => "text",
            "integer" when property["maximum"] is { } most && (long)most < int.MaxValue => $"integer from {property["minimum"]} to {most}",
            "integer" => $"integer of at least {property["minimum"] ?? 0}",
            "object" when property["properties"] is JsonObject known =>
                $"object: {string.Join(", ", known.Select(entry => $"`{entry.Key}`"))}",
            _ => type,
        };

    private static string Words(JsonArray words) => string.Join(", ", words.Select(word => $"`{word}`"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private JsonNode Definition(string name) => _schema["$defs"]![name]!;
}
