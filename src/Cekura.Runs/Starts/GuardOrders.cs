using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Runs.Starts;

/// <summary>What a guard is told over its standard input, one line: arguments of a process and files can be read by others.</summary>
/// <param name="Journal">Journal of the session that it guards.</param>
/// <param name="ApiUrl">The service.</param>
/// <param name="ApiKey">The key to end conversations with.</param>
internal sealed record GuardOrders(string Journal, Uri ApiUrl, string ApiKey)
{
    internal string ToLine() =>
        new JsonObject
        {
            ["journal"] = Journal,
            ["api_url"] = ApiUrl.OriginalString,
            ["api_key"] = ApiKey,
        }.ToJsonString();

    /// <summary>Null for a line that is no orders, as of a parent that died while writing it.</summary>
    internal static GuardOrders? Read(string? line)
    {
        try
        {
            return JsonNode.Parse(line ?? "") is JsonObject orders
                ? new GuardOrders(
                    orders["journal"]!.GetValue<string>(),
                    new Uri(orders["api_url"]!.GetValue<string>()),
                    orders["api_key"]!.GetValue<string>()
                )
                : null;
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{ApiUrl} {Journal}";
}
