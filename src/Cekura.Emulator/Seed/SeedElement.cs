using System.Globalization;
using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>A value of the seed file that knows where it stands.</summary>
internal sealed class SeedElement(SeedText text, JsonElement value, SeedElement? parent = null, string? key = null, int index = 0)
{
    public JsonElement Value => value;

    /// <summary>Name of this property of its parent; null for the root and for items of arrays.</summary>
    public string? Key => key;

    public int Index => index;

    /// <summary>Where it stands in words: <c>scenarios[2].outcomes[0].rule</c>.</summary>
    public string Path =>
        parent is null ? ""
        : key is null ? $"{parent.Path}[{index}]"
        : parent.Path.Length == 0 ? key
        : $"{parent.Path}.{key}";

    public EmulatorSeedException Error(string message, string code = SeedCode.WrongValue) => text.Error(this, atKey: false, code, message);

    public EmulatorSeedException KeyError(string message, string code) => text.Error(this, atKey: true, code, message);

    public IReadOnlyList<SeedElement> PathFromRoot() => parent is null ? [] : [.. parent.PathFromRoot(), this];

    /// <summary>The property, or null when it is absent or null.</summary>
    public SeedElement? Get(string name) =>
        Object().TryGetProperty(name, out var property) && property.ValueKind != JsonValueKind.Null
            ? new(text, property, this, name)
            : null;

    public SeedElement Require(string name) => Get(name) ?? throw Error($"{Named("this object")} needs \"{name}\".", SeedCode.MissingKey);

    public IEnumerable<SeedElement> Properties() =>
        Object().EnumerateObject().Select(property => new SeedElement(text, property.Value, this, property.Name));

    /// <summary>The items of an array property; none when it is absent.</summary>
    public IReadOnlyList<SeedElement> Items(string name) => Get(name)?.Items() ?? [];

    public IReadOnlyList<SeedElement> Items() =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, i) => new SeedElement(text, item, this, index: i))]
            : throw Expected("an array, […]");

    public string Text() => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Expected("a text in quotes");

    public bool Boolean() =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Expected("true or false");

    public long Integer(long min = long.MinValue, long max = long.MaxValue) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max
            ? number
            : throw Expected(Range("a whole number", min == long.MinValue ? null : min, max == long.MaxValue ? null : max));

    public double Number(double min = double.MinValue, double max = double.MaxValue) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
        && number >= min
        && number <= max
            ? number
            : throw Expected(Range("a number", min <= double.MinValue ? null : min, max >= double.MaxValue ? null : max));

    /// <summary>One of <paramref name="words"/>.</summary>
    public string Word(params IReadOnlyList<string> words) =>
        Text() is var word && words.Contains(word)
            ? word
            : throw Error($"{Named("this value")} cannot be \"{word}\". {NearestKey.Suggest(word, words)}", SeedCode.UnknownWord);

    public IReadOnlyDictionary<string, string> Texts() => Properties().ToDictionary(property => property.Key!, property => property.Text());

    /// <summary>Refuses every key but <paramref name="keys"/>.</summary>
    public SeedElement KnowOnly(params IReadOnlyList<string> keys)
    {
        foreach (var property in Properties().Where(property => !keys.Contains(property.Key!)))
        {
            throw property.KeyError($"unknown key \"{property.Key}\". {NearestKey.Suggest(property.Key!, keys)}", SeedCode.UnknownKey);
        }

        return this;
    }

    /// <summary>
    /// An object of the service's own shape keeps whatever the service may put there, but a key that is nearly one of ours is a slip of the
    /// pen.
    /// </summary>
    public SeedElement KnowOursAmongService(IReadOnlyList<string> ours, IReadOnlyList<string> service)
    {
        foreach (var property in Properties().Where(property => !ours.Contains(property.Key!) && !service.Contains(property.Key!)))
        {
            if (NearestKey.Of(property.Key!, ours) is { } nearest)
            {
                throw property.KeyError($"unknown key \"{property.Key}\". Did you mean \"{nearest}\"?", SeedCode.UnknownKey);
            }
        }

        return this;
    }

    private JsonElement Object() => value.ValueKind == JsonValueKind.Object ? value : throw Expected("an object, {…}");

    private EmulatorSeedException Expected(string what) => Error($"{Named("this value")} must be {what}.");

    private string Named(string fallback) => Path is { Length: > 0 } path ? path : fallback;

    private static string Range(string kind, double? min, double? max) =>
        (min, max) switch
        {
            ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{kind} from {low} to {high}"),
            ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"{kind} of at least {low}"),
            _ => kind,
        };
}
