namespace Cekura.Emulator.Rest.Start;

/// <summary>A field that a mode accepts.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Check">Throws <see cref="RefusedException"/> when its value is none that the service takes.</param>
internal sealed record FieldRule(string Name, Action<Fields, string> Check)
{
    /// <summary>Whether the service refuses a request without it.</summary>
    public bool Required { get; init; }

    public static FieldRule Integer(string name, long least = long.MinValue, long most = long.MaxValue) =>
        new(name, (fields, field) => fields.Integer(field, least, most));

    public static FieldRule Boolean(string name) => new(name, (fields, field) => fields.Boolean(field));

    public static FieldRule Text(string name, int longest = int.MaxValue) => new(name, (fields, field) => fields.Text(field, longest));

    public static FieldRule Choice(string name, params string[] choices) => new(name, (fields, field) => fields.Choice(field, choices));

    public static FieldRule Integers(string name) => new(name, (fields, field) => fields.Integers(field));

    public static FieldRule Texts(string name) => new(name, (fields, field) => fields.Texts(field));

    public static FieldRule Dictionary(string name) => new(name, (fields, field) => fields.Dictionary(field));

    public static FieldRule Object(string name) => new(name, (fields, field) => fields.Object(field));

    public static FieldRule WebSocketUrl(string name) => new(name, Addresses.WebSocket);

    public static FieldRule SipEndpoint(string name) => new(name, Addresses.Sip);

    public static FieldRule Email(string name) => new(name, Addresses.Email);

    /// <summary>A list of <c>{scenario, …}</c>; each entry is held to <paramref name="accepted"/>.</summary>
    public static FieldRule Scenarios(IReadOnlyList<FieldRule> accepted) => new("scenarios", (fields, field) => ScenarioEntries.Check(fields, field, accepted));
}
