namespace Cekura.Manifests.Modes;

/// <summary>What may stand as the value of an option.</summary>
/// <param name="Wanted">The words for it in a message: "wants <em>an integer of at least 1</em>".</param>
internal abstract record OptionType(string Wanted);

/// <summary>A text that is not blank.</summary>
/// <param name="Wanted">The words for it in a message.</param>
/// <param name="Pattern">
/// What the whole text must match, null for any text: a regular expression that .NET and JSON schemas read alike, without <c>\s</c>,
/// <c>\w</c> and <c>\d</c>.
/// </param>
internal sealed record TextOption(string Wanted, string? Pattern = null) : OptionType(Wanted)
{
    // Control characters and the space, which stand in no address.
    private const string Unprintable = @"\u0000-\u0020";

    public static TextOption Any { get; } = new("a text");

    public static TextOption WebSocketUrl { get; } =
        new("an address that starts with ws:// or wss://", $"^wss?://[^{Unprintable}/?#][^{Unprintable}]*$");

    public static TextOption HttpUrl { get; } =
        new("an address that starts with http:// or https://", $"^https?://[^{Unprintable}/?#][^{Unprintable}]*$");

    public static TextOption SipAddress { get; } =
        new(
            "an address of the form sip:user@host or sip:user@host:port",
            $@"^sip:[^{Unprintable}@]+@(\[[0-9A-Fa-f:.]+\]|[^{Unprintable}@:\[\]]+)(:[0-9]{{1,5}})?$"
        );

    public static TextOption PhoneNumber { get; } = new("a phone number in E.164, such as \"+14155551234\"", "^[+][1-9][0-9]{1,14}$");

    public static TextOption EmailAddress { get; } = new("an e-mail address", $"^[^{Unprintable}@]+@[^{Unprintable}@]+$");
}

/// <summary>One of a few words.</summary>
/// <param name="Words">The words.</param>
internal sealed record ChoiceOption(params IReadOnlyList<string> Words)
    : OptionType($"one of {string.Join(", ", Words.Select(word => $"\"{word}\""))}");

/// <summary>An integer within bounds.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
internal sealed record IntegerOption(long Least, long Most = long.MaxValue)
    : OptionType(Most == long.MaxValue ? $"an integer of at least {Least}" : $"an integer from {Least} to {Most}");

/// <summary>A list of texts that are not blank.</summary>
/// <param name="Least">The fewest entries.</param>
internal sealed record TextListOption(int Least = 0) : OptionType(Least == 0 ? "a list of texts" : "a list of texts, at least one");

/// <summary>An object whose values are texts.</summary>
internal sealed record TextMapOption() : OptionType("an object of texts");

/// <summary>An object with known fields.</summary>
/// <param name="Fields">The fields that it may have.</param>
internal sealed record ObjectOption(params IReadOnlyList<OptionField> Fields)
    : OptionType($"an object of {string.Join(", ", Fields.Select(field => $"\"{field.Name}\""))}")
{
    /// <summary>Fields that would be secrets; the service takes them from its own store alone.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];
}

/// <summary>Any JSON.</summary>
internal sealed record AnyOption() : OptionType("any JSON");

/// <summary>An agent: the protocol that it speaks, where it is, and what the protocol itself knows.</summary>
internal sealed record AgentOption() : OptionType("an object with \"protocol\" and its options");
