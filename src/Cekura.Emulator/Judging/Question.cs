using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Text;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Judging;

/// <summary>What a judge is asked at once: the lines of an expected outcome, a metric, or a metric's trigger.</summary>
/// <param name="kind">What is asked, as cassettes name it.</param>
/// <param name="dialogue">The conversation.</param>
internal abstract class Question(string kind, Dialogue dialogue)
{
    private const int MaxReason = 400;
    private const int MaxQuote = 300;

    public string Kind => kind;

    /// <summary>The rules.</summary>
    public abstract string Rules { get; }

    /// <summary>What is asked.</summary>
    public abstract string Text { get; }

    public abstract AnswerShape Shape { get; }

    /// <summary>
    /// The author's words, with all that is filled in and does not differ from day to day: cassettes know the question by it.
    /// </summary>
    public abstract string Criterion { get; }

    /// <summary>How many judgements the answer holds.</summary>
    public virtual int Count => 1;

    /// <summary>What each judgement is about, for what is said of an answer that cannot be taken; empty: there is only one.</summary>
    public virtual string Name(int index) => "";

    /// <summary>What the answer says of each part.</summary>
    public abstract IReadOnlyList<Reading> Read(JsonObject answer);

    protected Dialogue Dialogue => dialogue;

    /// <summary>Reads one judgement.</summary>
    /// <param name="entry">The object that holds it.</param>
    /// <param name="answer">Its answer, in the type that is wanted; null: it is none.</param>
    /// <param name="isProof">Whether something is said to hold because of the quoted turn.</param>
    /// <param name="byAgent">Whether only words and calls of the agent are proof.</param>
    protected Reading Read(JsonObject entry, Func<JsonNode?, JsonNode?> answer, Func<JsonNode, bool> isProof, bool byAgent)
    {
        if (answer(entry["answer"]) is not { } taken)
        {
            return Reading.Faulty(
                $"The answer {OneLine.Of(entry["answer"]?.ToJsonString() ?? "is missing and", 60)} is none of those to choose from."
            );
        }

        if (WholeNumber(entry["turn"]) is not { } turn)
        {
            return Reading.Faulty("The number of the quoted turn is missing.");
        }

        var quote = Words(entry["quote"]);
        return new(taken, OneLine.Of(Words(entry["reason"]), MaxReason), OneLine.Of(quote, MaxQuote), turn)
        {
            Fault = dialogue.Fault(turn, quote, isProof(taken), byAgent),
        };
    }

    /// <summary>A word to choose from, in whatever case it is written.</summary>
    protected static JsonNode? Word(JsonNode? node, params IEnumerable<string> words) =>
        words.FirstOrDefault(word => string.Equals(word, Words(node).Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? JsonValue.Create(found)
            : null;

    /// <summary>A number, also one in quotes.</summary>
    protected static double? Number(JsonNode? node) =>
        node is JsonValue value
        && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    protected static int? WholeNumber(JsonNode? node) =>
        Number(node) is { } number && Math.Abs(number) < 1_000_000 && number == Math.Floor(number) ? (int)number : null;

    protected static JsonObject Schema(JsonObject answer, params IEnumerable<(string Name, JsonObject Schema)> before) =>
        Object([
            .. before,
            ("turn", new() { ["type"] = "integer" }),
            ("quote", new() { ["type"] = "string" }),
            ("reason", new() { ["type"] = "string" }),
            ("answer", answer),
        ]);

    protected static JsonObject Object(IReadOnlyList<(string Name, JsonObject Schema)> properties)
    {
        var schemas = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            schemas[name] = schema;
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = schemas,
            ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Name))]),
            ["additionalProperties"] = false,
        };
    }

    protected static JsonObject OneOf(IEnumerable<string> words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    private static string Words(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
