using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Calibration;

/// <summary>The file of labels: JSON that people read, change and commit.</summary>
internal static class LabelFile
{
    public const string Name = "cekura.labels.json";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    private static readonly string[] Known =
    [
        "test",
        "scenario",
        "metric",
        "criterion",
        "expected",
        "feedback",
        "judge",
        "judged",
        "ended_reason",
        "conversation",
    ];

    /// <summary>The labels; none where there is no file.</summary>
    /// <exception cref="EmulatorSeedException">It is not what labels look like.</exception>
    public static IReadOnlyList<Label> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(path, $"it cannot be read: {e.Message}", e);
        }

        return Parse(text, path);
    }

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<Label> Parse(string text, string path)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(
                text,
                documentOptions: new()
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                }
            );
        }
        catch (JsonException e)
        {
            throw Error(path, $"it is not JSON: {e.Message}", e);
        }

        if ((root as JsonObject)?["labels"] is not JsonArray labels)
        {
            throw Error(path, "it must be an object with \"labels\", an array.");
        }

        return [.. labels.Select((label, index) => Label(label, path, $"labels[{index}]"))];
    }

    /// <summary>The file's text, in the same order whoever wrote the labels first.</summary>
    public static string Write(IEnumerable<Label> labels) =>
        new JsonObject
        {
            ["labels"] = new JsonArray([
                .. labels
                    .OrderBy(label => label.Key, StringComparer.Ordinal)
                    .ThenBy(label => label.Test, StringComparer.Ordinal)
                    .ThenBy(label => string.Concat(label.Turns.Select(turn => turn.Content)), StringComparer.Ordinal)
                    .Select(Json),
            ]),
        }.ToJsonString(Readable) + "\n";

    private static JsonObject Json(Label label)
    {
        var json = new JsonObject { ["test"] = label.Test };
        if (label.Scenario is { } scenario)
        {
            json["scenario"] = scenario;
        }

        if (label.Metric is { } metric)
        {
            json["metric"] = metric;
        }

        json["criterion"] = label.Criterion;
        json["expected"] = label.Expected;
        if (label.Feedback.Length > 0)
        {
            json["feedback"] = label.Feedback;
        }

        if (label.Judge is { } judge)
        {
            json["judge"] = judge;
            json["judged"] = new JsonArray([.. label.Judged.Select(answer => JsonValue.Create(answer))]);
        }

        json["ended_reason"] = label.EndedReason;
        json["conversation"] = new JsonArray([.. label.Turns.Select(Json)]);
        return json;
    }

    private static JsonObject Json(RecordedTurn turn)
    {
        var json = new JsonObject { ["role"] = turn.Role, ["content"] = turn.Content };
        if (turn.Data is { } data)
        {
            json["data"] = data.DeepClone();
        }

        return json;
    }

    private static EmulatorSeedException Error(string path, string message, Exception? inner = null) =>
        new(SeedCode.Labels, path, message, inner);

    private static Label Label(JsonNode? node, string path, string place)
    {
        if (node is not JsonObject json)
        {
            throw Error(path, $"{place} must be an object.");
        }

        if (json.Select(property => property.Key).FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
        {
            throw Error(path, $"{place}: unknown key \"{unknown}\". Known: {string.Join(", ", Known)}.");
        }

        return new()
        {
            Test = Text(json, "test", path, place) ?? throw Missing("test"),
            Scenario = Number(json, "scenario", path, place),
            Metric = Number(json, "metric", path, place),
            Criterion = Text(json, "criterion", path, place) ?? throw Missing("criterion"),
            Expected = Text(json, "expected", path, place) ?? throw Missing("expected"),
            Feedback = Text(json, "feedback", path, place) ?? "",
            Judge = Text(json, "judge", path, place),
            Judged = json["judged"] is JsonArray judged ? [.. judged.Select(answer => answer?.ToString() ?? "")] : [],
            EndedReason = Text(json, "ended_reason", path, place) ?? "",
            Turns = json["conversation"] is JsonArray turns
                ? [.. turns.Select((turn, index) => Turn(turn, path, $"{place}.conversation[{index}]"))]
                : throw Missing("conversation"),
        };

        EmulatorSeedException Missing(string key) => Error(path, $"{place} needs \"{key}\".");
    }

    private static RecordedTurn Turn(JsonNode? node, string path, string place)
    {
        if (node is not JsonObject json)
        {
            throw Error(path, $"{place} must be an object.");
        }

        string[] roles = [TurnRole.Caller, TurnRole.Agent, TurnRole.ToolCall, TurnRole.ToolResult];
        var role = Text(json, "role", path, place);
        return role is not null && roles.Contains(role)
            ? new(role, Text(json, "content", path, place) ?? "", TimeSpan.Zero, TimeSpan.Zero, json["data"]?.DeepClone() as JsonObject)
            : throw Error(path, $"{place} needs \"role\": one of {string.Join(", ", roles)}.");
    }

    // People write a score as a number or in quotes.
    private static string? Text(JsonObject json, string key, string path, string place) =>
        json[key] switch
        {
            null => null,
            JsonValue value => value.ToString(),
            _ => throw Error(path, $"{place}.{key} must be a text."),
        };

    private static long? Number(JsonObject json, string key, string path, string place) =>
        json[key] is not { } node ? null
        : node is JsonValue value && value.TryGetValue<long>(out var number) ? number
        : throw Error(path, $"{place}.{key} must be a whole number.");
}
