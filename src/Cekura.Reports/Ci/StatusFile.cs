using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Text;
using Cekura.Reports.Files;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;

namespace Cekura.Reports.Ci;

/// <summary>The status of a run as a JSON file.</summary>
internal static class StatusFile
{
    /// <summary>The file names.</summary>
    public const string Pattern = "cekura-status.*.json";

    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Name of a project's file.</summary>
    public static string NameOf(string project) => $"cekura-status.{project}.json";

    /// <summary>Writes it as a whole: a reader finds the status before or this one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, TestRunStatus status)
    {
        WholeFile.Write(path, file =>
        {
            using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
            ToJson(status).WriteTo(json);
        });
    }

    /// <exception cref="IOException">It cannot be read, or is no status; the message names the file.</exception>
    public static TestRunStatus Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new IOException($"{path} is too large for the status of a run.");
            }

            return FromJson(JsonNode.Parse(File.ReadAllBytes(path)) ?? throw new FormatException("It is empty."));
        }
        catch (Exception e)
            when (e is JsonException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new IOException($"{path} is not the status of a run: {e.Message}", e);
        }
    }

    private static JsonObject ToJson(TestRunStatus status) =>
        new()
        {
            ["project"] = status.Project,
            ["state"] = status.State.ToString().ToLowerInvariant(),
            ["started"] = status.Started,
            ["written"] = status.Written,
            ["emulated"] = status.IsEmulated,
            ["tests"] = status.Tests,
            ["outcomes"] = new JsonObject(
                status
                    .Outcomes.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))
            ),
            ["attention"] = new JsonArray([.. status.Attention.Select(ToJson)]),
            ["more_attention"] = status.MoreAttention,
            ["annotations"] = new JsonArray([.. status.Annotations.Select(ToJson)]),
            ["files"] = new JsonArray([.. status.Files.Select(file => JsonValue.Create(file))]),
            ["notes"] = new JsonArray([
                .. status.Notes.Select(note => new JsonObject
                {
                    ["severity"] = note.Severity.ToString().ToLowerInvariant(),
                    ["text"] = note.Text,
                }),
            ]),
        };

    private static JsonObject ToJson(Annotation one) =>
        new()
        {
            ["title"] = one.Title,
            ["message"] = one.Message,
            ["file"] = one.File,
            ["line"] = one.Line,
            ["kind"] = one.Kind.ToString(),
        };

    private static TestRunStatus FromJson(JsonNode json) =>
        new()
        {
            Project = Text(json, "project"),
            State = Enum.Parse<TestRunState>(Text(json, "state"), ignoreCase: true),
            Started = Moment(json, "started"),
            Written = Moment(json, "written"),
            IsEmulated = (bool)Part(json, "emulated"),
            Tests = (int)Part(json, "tests"),
            Outcomes = Part(json, "outcomes")
                .AsObject()
                .ToDictionary(entry => entry.Key, entry => (int)entry.Value!, StringComparer.Ordinal),
            Attention = [.. Part(json, "attention").AsArray().Select(ReadAnnotation)],
            // Earlier versions grouped nothing.
            Annotations = [.. json["annotations"]?.AsArray().Select(ReadAnnotation) ?? []],
            MoreAttention = (int)Part(json, "more_attention"),
            Files = [.. Part(json, "files").AsArray().Select(file => (string)file!)],
            Notes =
            [
                .. Part(json, "notes")
                    .AsArray()
                    .Select(note => new StatusNote(
                        Enum.Parse<MessageSeverity>(Text(note, "severity"), ignoreCase: true),
                        Text(note, "text")
                    )),
            ],
        };

    private static Annotation ReadAnnotation(JsonNode? one) =>
        new(Text(one, "title"), Text(one, "message"), Text(one, "file"), (int)Part(one, "line"))
        {
            Kind = (string?)one?["kind"] is { } kind ? Enum.Parse<CauseKind>(kind) : default,
        };

    private static JsonNode Part(JsonNode? json, string name) => json?[name] ?? throw new FormatException($"\"{name}\" is missing.");

    private static string Text(JsonNode? json, string name) =>
        (string?)Part(json, name) ?? throw new FormatException($"\"{name}\" is missing.");

    private static DateTimeOffset Moment(JsonNode? json, string name) =>
        DateTimeOffset.Parse(Text(json, name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
