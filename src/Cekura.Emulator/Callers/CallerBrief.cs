using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Callers;

/// <summary>What a caller with a mind of its own is told before the conversation: who it is, what it wants, what it knows.</summary>
internal sealed record CallerBrief
{
    private const string NoPersona = "An ordinary, polite person.";
    private const string Caller = "testing_agent_variables";
    private const string Agent = "main_agent_variables";

    /// <summary>The test that it plays in: "scenario [personality]".</summary>
    public required string Test { get; init; }

    /// <summary>What it has called for, with the placeholders filled.</summary>
    public required string Instructions { get; init; }

    /// <summary>What it says first, word for word; empty: the agent speaks first.</summary>
    public required Utterance Opening { get; init; }

    /// <summary>Who it is.</summary>
    public string Persona { get; init; } = NoPersona;

    /// <summary>The language that it speaks, as a code; null: that of its instructions.</summary>
    public string? Language { get; init; }

    /// <summary>What it knows, a fact a line: "name: Maria Lopez".</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What a script lets it say, where there is one: it may say all of it.</summary>
    public IReadOnlyList<string> Script { get; init; } = [];

    /// <summary>Whether it may hang up.</summary>
    public bool EndCallEnabled { get; init; } = true;

    /// <summary>Which conversation of the same test it is, from 1.</summary>
    public int Repetition { get; init; } = 1;

    /// <summary>How often it is tried because its caller went wrong, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The same number asks a model for the same answers.</summary>
    public int Seed { get; init; }

    /// <summary>This year, from which ages follow.</summary>
    public int Year { get; init; }

    /// <summary>Everything that it is told, as one text.</summary>
    public string Told => string.Join('\n', [Persona, Instructions, .. Facts, Opening.Text, .. Script]);

    /// <summary>By what a cassette knows a question of this caller.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="material">What the answer depends on, beside what the agent said.</param>
    /// <param name="heard">What the agent said.</param>
    /// <param name="sample">How often the same was answered before.</param>
    public RecordingKey Key(string kind, string material, string heard, int sample)
    {
        List<KeyValuePair<string, string>> parts = [new("instructions", material), new("agent", heard)];
        if (Language is { } language)
        {
            parts.Add(new("language", language));
        }

        if (!EndCallEnabled)
        {
            parts.Add(new("end_call_enabled", "false"));
        }

        if (Repetition > 1)
        {
            parts.Add(new("repetition", Repetition.ToString(CultureInfo.InvariantCulture)));
        }

        if (Attempt > 1)
        {
            parts.Add(new("attempt", Attempt.ToString(CultureInfo.InvariantCulture)));
        }

        return new(Test, kind, parts) { Sample = sample };
    }

    /// <summary>What of a profile the caller knows: the part that is its own, or all of one without parts.</summary>
    public static IReadOnlyList<string> FactsOf(JsonObject? profile) =>
        profile is null ? []
        : profile[Caller] is JsonObject own ? [.. Lines(own, "")]
        : profile.ContainsKey(Caller) || profile.ContainsKey(Agent) ? []
        : [.. Lines(profile, "")];

    /// <summary>A personality's prompt; without one, an ordinary person.</summary>
    public static string PersonaOf(string? prompt) => string.IsNullOrWhiteSpace(prompt) ? NoPersona : prompt.Trim();

    private static IEnumerable<string> Lines(JsonObject values, string prefix) =>
        values.SelectMany(value =>
            value.Value is JsonObject inner ? Lines(inner, $"{prefix}{value.Key} ")
            : value.Value is null ? []
            : [$"{prefix}{value.Key}: {(value.Value is JsonValue text ? text.ToString() : value.Value.ToJsonString())}"]
        );
}
