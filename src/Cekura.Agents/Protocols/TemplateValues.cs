using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>What the placeholders of a template stand for in one turn.</summary>
internal sealed class TemplateValues
{
    private const string History = "{{history}}";

    private readonly Dictionary<string, string> _texts;
    private readonly JsonArray _history;

    private TemplateValues(Dictionary<string, string> texts, JsonArray history) => (_texts, _history) = (texts, history);

    /// <summary>The body of requests where the settings have none.</summary>
    public static JsonObject DefaultBody => new() { ["message"] = "{{message}}", ["conversation_id"] = "{{conversation_id}}" };

    /// <summary>Those of a conversation.</summary>
    public static TemplateValues Of(string conversationId, long runId, long scenarioId) =>
        new(
            new()
            {
                ["{{conversation_id}}"] = conversationId,
                ["{{run_id}}"] = runId.ToString(CultureInfo.InvariantCulture),
                ["{{scenario_id}}"] = scenarioId.ToString(CultureInfo.InvariantCulture),
            },
            []
        );

    /// <summary>The same with those of a turn.</summary>
    public TemplateValues With(string message, JsonArray history) =>
        new(new(_texts) { ["{{message}}"] = message, [History] = AgentJson.Write(history) }, history);

    /// <summary>A JSON value with them; a text that is nothing but the history becomes its list.</summary>
    public JsonNode? In(JsonNode? template) =>
        template switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, In(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(In)]),
            _ when AgentJson.AsText(template) is { } text => text == History ? _history.DeepClone() : JsonValue.Create(InText(text)),
            _ => template?.DeepClone(),
        };

    /// <summary>A text with them.</summary>
    public string InText(string template) => Fill(template, value => value);

    /// <summary>An address with them, escaped.</summary>
    public string InAddress(string template) => Fill(template, Uri.EscapeDataString);

    // In one pass: what a caller says is no template.
    private string Fill(string template, Func<string, string> written)
    {
        var parts = template.Split("{{");
        for (var index = 1; index < parts.Length; index++)
        {
            var end = parts[index].IndexOf("}}", StringComparison.Ordinal);
            parts[index] =
                end >= 0 && _texts.TryGetValue($"{{{{{parts[index][..end].Trim()}}}}}", out var value)
                    ? written(value) + parts[index][(end + 2)..]
                    : "{{" + parts[index];
        }

        return string.Concat(parts);
    }
}
