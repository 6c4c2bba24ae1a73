using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Runs.Processes;

/// <summary>
/// What a guard of launched programs is told, line by line: these orders, then each program as it starts, and at last that nothing is left.
/// </summary>
/// <param name="Mark">Stands in the environment of each program, and so of everything that it starts, under the name
/// <see cref="Variable"/>.</param>
internal sealed record LaunchOrders(string Mark)
{
    internal const string Variable = "CEKURA_LAUNCH";

    /// <summary>The last line of a process that ended in good order.</summary>
    internal static string Over { get; } = new JsonObject { ["over"] = true }.ToJsonString();

    internal static LaunchOrders New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    internal string ToLine() => new JsonObject { ["launches"] = Mark }.ToJsonString();

    internal static string Launched(ProcessIdentity process) =>
        new JsonObject
        {
            ["process"] = process.Id,
            ["started"] = process.Started,
            ["place"] = process.Place,
        }.ToJsonString();

    /// <summary>Null for a line that is no such orders.</summary>
    internal static LaunchOrders? Read(string? line) =>
        Parse(line)?["launches"] is JsonValue mark && mark.TryGetValue(out string? text) ? new LaunchOrders(text) : null;

    /// <summary>Null for a line that names no program, as of a parent that died while writing it.</summary>
    internal static ProcessIdentity? ReadLaunched(string line) =>
        Parse(line) is { } json
        && json["process"] is JsonValue id
        && id.TryGetValue(out int number)
        && (string?)json["started"] is { } started
        && (string?)json["place"] is { } place
            ? new ProcessIdentity(number, started, place)
            : null;

    private static JsonObject? Parse(string? line)
    {
        try
        {
            return JsonNode.Parse(line ?? "") as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
