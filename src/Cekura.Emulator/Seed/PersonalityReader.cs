using System.Text.Json;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>personalities</c>.</summary>
internal static class PersonalityReader
{
    private static readonly Dictionary<string, CallerStyle> Styles = new()
    {
        ["plain"] = CallerStyle.Plain,
        ["terse"] = CallerStyle.Terse,
        ["wordy"] = CallerStyle.Wordy,
        ["lowercase"] = CallerStyle.Lowercase,
        ["typos"] = CallerStyle.Typos,
        ["hesitant"] = CallerStyle.Hesitant,
    };

    /// <summary>Keys of the service's own shape.</summary>
    internal static IReadOnlyList<string> ServiceKeys { get; } =
    [
        "id",
        "project",
        "name",
        "prompt",
        "language",
        "accent",
        "background_noise",
        "voice_model",
        "voice_id",
        "interruption_level",
        "speed",
        "generation_config",
        "network_simulation",
        "message_plan",
        "start_speaking_plan",
        "stop_speaking_plan",
        "background_sound_volume",
        "patronus_settings",
        "provider_agent_id",
        "end_call_enabled",
        "provider",
    ];

    public static IReadOnlyCollection<string> StyleNames => Styles.Keys;

    /// <summary>Keys that are not the service's and are not sent.</summary>
    public static IReadOnlyList<string> OurKeys { get; } = ["style"];

    public static Personality Read(SeedElement element)
    {
        element.KnowOursAmongService([.. OurKeys, "message_plan", "end_call_enabled"], ServiceKeys);
        var plan = element.Get("message_plan");
        return new()
        {
            Id = element.Require("id").Integer(min: 1),
            Name = element.Require("name").Text(),
            Prompt = Words(element, "prompt"),
            Language = Words(element, "language"),
            Style = Styles[element.Get("style")?.Word([.. Styles.Keys]) ?? "plain"],
            IdleTimeout = TimeSpan.FromSeconds(plan?.Get("idle_timeout_seconds")?.Number(min: 1) ?? 10),
            IdleMessages = (int)(plan?.Get("idle_message_max_spoken_count")?.Integer(min: 1, max: 1000) ?? 3),
            EndCallEnabled = element.Get("end_call_enabled")?.Boolean() ?? true,
            Source = element.Value,
        };
    }

    // What the service has there, of whatever type, is kept; only a text is understood.
    private static string? Words(SeedElement element, string key) =>
        element.Get(key)?.Value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } words ? words : null;
}
