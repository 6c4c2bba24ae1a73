namespace Cekura.Emulator.Rest.Suites;

/// <summary>The words that a suite may use (version 1 of the format).</summary>
internal static class Spellings
{
    public const string Instruction = "instruction";

    public const string Conditional = "conditional_actions";

    public static IReadOnlyList<string> Types { get; } = [Conditional, Instruction, "real_world_fixed", "real_world_smart"];

    public static IReadOnlyList<string> Tools { get; } =
    ["call_hold", "dtmf", "end_call", "end_call_only_on_transfer", "receive_dtmf", "send_sms"];

    public static IReadOnlyList<string> Providers { get; } = ["11labs", "cartesia"];

    public static IReadOnlyList<string> VoiceModels { get; } =
    ["eleven_flash_v2_5", "eleven_multilingual_v2", "eleven_turbo_v2_5", "sonic-3.5"];

    public static IReadOnlyList<string> Languages { get; } =
    [
        "af",
        "ar",
        "bg",
        "bn",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "gu",
        "he",
        "hi",
        "hu",
        "id",
        "it",
        "ja",
        "kn",
        "ko",
        "ml",
        "mr",
        "ms",
        "multi",
        "nl",
        "no",
        "pa",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sv",
        "ta",
        "te",
        "th",
        "tl",
        "tr",
        "uk",
        "vi",
        "zh",
    ];
}
