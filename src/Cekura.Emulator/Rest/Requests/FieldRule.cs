using System.Text.Json.Nodes;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>A field that a mode accepts.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Check">Throws <see cref="RefusedException"/> when its value is none that the service takes.</param>
internal sealed record FieldRule(string Name, Action<Fields, string> Check)
{
    /// <summary>Whether the service refuses a request without it.</summary>
    public bool Required { get; init; }

    /// <summary>What it is in a form, where all values are texts.</summary>
    public FieldShape Shape { get; init; }

    /// <summary>The value as answers repeat it: numbers that came as texts are numbers again.</summary>
    public Func<Fields, string, JsonNode?> Echo { get; init; } = static (fields, field) => fields[field].ToNode();

    public static FieldRule Integer(string name, long min = long.MinValue, long max = long.MaxValue) =>
        new(name, (fields, field) => fields.Integer(field, min, max))
        {
            Echo = static (fields, field) => JsonValue.Create(fields.Integer(field)),
        };

    public static FieldRule Boolean(string name) => new(name, (fields, field) => fields.Boolean(field));

    public static FieldRule Text(string name, int maxLength = int.MaxValue) => new(name, (fields, field) => fields.Text(field, maxLength));

    public static FieldRule Choice(string name, params string[] choices) => new(name, (fields, field) => fields.Choice(field, choices));

    public static FieldRule Integers(string name) =>
        new(name, (fields, field) => fields.Integers(field))
        {
            Shape = FieldShape.List,
            Echo = static (fields, field) => new JsonArray([.. fields.Integers(field)!.Select(number => JsonValue.Create(number))]),
        };

    public static FieldRule Texts(string name) => new(name, (fields, field) => fields.Texts(field)) { Shape = FieldShape.List };

    public static FieldRule Dictionary(string name) => new(name, (fields, field) => fields.Dictionary(field)) { Shape = FieldShape.Json };

    public static FieldRule Object(string name) => new(name, (fields, field) => fields.Object(field)) { Shape = FieldShape.Json };

    public static FieldRule Anything(string name) => new(name, static (_, _) => { }) { Shape = FieldShape.Json };

    public static FieldRule WebSocketUrl(string name) => new(name, Addresses.WebSocket);

    /// <summary>An object whose <c>websocket_url</c> is an address.</summary>
    public static FieldRule WebSocketData(string name) => new(name, Addresses.WebSocketBelow) { Shape = FieldShape.Json };

    public static FieldRule SipEndpoint(string name) => new(name, Addresses.Sip);

    public static FieldRule Email(string name) => new(name, Addresses.Email);

    /// <summary>A list of <c>{scenario, …}</c>; each entry is held to <paramref name="accepted"/>.</summary>
    public static FieldRule Scenarios(IReadOnlyList<FieldRule> accepted) =>
        new("scenarios", (fields, field) => ScenarioEntries.Check(fields, field, accepted)) { Shape = FieldShape.Json };
}
