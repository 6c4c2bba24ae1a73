namespace Cekura.Manifests.Suites;

/// <summary>Words that the format of suites knows.</summary>
internal static class SuiteWords
{
    public const string Version = "1";

    public const string ConditionalActions = "conditional_actions";

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

    public static IReadOnlyList<string> Types { get; } = [ConditionalActions, "instruction", "real_world_fixed", "real_world_smart"];

    public static IReadOnlyList<string> Tools { get; } =
    ["call_hold", "dtmf", "end_call", "end_call_only_on_transfer", "receive_dtmf", "send_sms"];

    public static IReadOnlyList<string> Providers { get; } = ["11labs", "cartesia"];

    public static IReadOnlyList<string> VoiceModels { get; } =
    ["eleven_flash_v2_5", "eleven_multilingual_v2", "eleven_turbo_v2_5", "sonic-3.5"];
}
