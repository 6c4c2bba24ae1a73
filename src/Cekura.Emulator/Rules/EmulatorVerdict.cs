using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rules;

/// <summary>
/// What the emulator itself says about a conversation that took place and shows nothing: its script did not fit, the agent broke off, a
/// part has no rule. Such a run is no success, whatever its scores.
/// </summary>
/// <param name="Rule">The rule that decided, <c>V27</c> to <c>V30</c>.</param>
/// <param name="Message">What happened in the first line, and what is behind it in further ones.</param>
internal sealed record EmulatorVerdict(string Rule, string Message)
{
    /// <summary>Where clients find it in a run's metadata. What an agent sends under this name is dropped.</summary>
    public const string Key = "emulator_verdict";

    public string FirstLine => Message.Split('\n', 2)[0];

    public JsonObject ToJson() => new() { ["rule"] = Rule, ["message"] = Message };

    /// <summary>What <see cref="ToJson"/> wrote; null for null.</summary>
    public static EmulatorVerdict? Of(JsonNode? json) =>
        json is null ? null : new(json["rule"]!.GetValue<string>(), json["message"]!.GetValue<string>());
}
