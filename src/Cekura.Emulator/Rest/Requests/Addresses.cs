using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Emulator.Seed;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>What the service takes for the addresses of a request. An empty text counts as none.</summary>
internal static partial class Addresses
{
    public static void WebSocket(Fields fields, string field) =>
        Demand(fields, field, WebSocketAddress.IsValid, "Enter a valid URL that starts with ws:// or wss://.");

    public static void WebSocketBelow(Fields fields, string field)
    {
        if (fields.Object(field) is { } data)
        {
            try
            {
                WebSocket(data, "websocket_url");
            }
            catch (RefusedException refused) when (refused.Answer.Body?["websocket_url"] is JsonArray messages)
            {
                throw RefusedException.Field(field, $"websocket_url: {messages[0]}");
            }
        }
    }

    public static void Sip(Fields fields, string field) =>
        Demand(fields, field, SipUri().IsMatch, "Invalid SIP URI format. Expected format: sip:user@host[:port]");

    public static void Email(Fields fields, string field) => Demand(fields, field, Mail().IsMatch, "Enter a valid email address.");

    private static void Demand(Fields fields, string field, Func<string, bool> isValid, string message)
    {
        if (fields.Text(field) is { Length: > 0 } address && !isValid(address))
        {
            throw RefusedException.Field(field, message);
        }
    }

    [GeneratedRegex(
        @"^sips?:[^\s@:]+@[^\s@:]+(:[0-9]{1,5})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex SipUri();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mail();
}
