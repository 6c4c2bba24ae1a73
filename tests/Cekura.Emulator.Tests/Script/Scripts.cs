using System.Text.Json.Nodes;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

/// <summary>Scripts in few words.</summary>
internal static class Scripts
{
    public static CallerScript Of(string opening, params JsonObject[] entries) => CallerScript.Parse(Json(opening, entries));

    public static JsonObject Json(string opening, params JsonObject[] entries) =>
        new() { ["role"] = "You call to move an appointment", ["conditions"] = new JsonArray([Opening(opening), .. entries]) };

    public static JsonObject Opening(string action) =>
        new()
        {
            ["id"] = 0,
            ["condition"] = "FIRST_MESSAGE",
            ["action"] = action,
            ["type"] = "standard",
            ["fixed_message"] = true,
        };

    public static JsonObject When(int id, string condition, string action, bool fixedMessage = true) =>
        new()
        {
            ["id"] = id,
            ["condition"] = condition,
            ["action"] = action,
            ["type"] = "standard",
            ["fixed_message"] = fixedMessage,
        };

    public static JsonObject After(int id, int followed, string action) =>
        new()
        {
            ["id"] = id,
            ["condition"] = followed,
            ["action"] = action,
            ["type"] = "action_followup",
            ["fixed_message"] = true,
        };

    public static Caller CallerOf(CallerScript script, CallerStyle style = CallerStyle.Plain, JsonObject? profile = null) =>
        new(script, new Phrasing(style, seed: 1), profile);
}
