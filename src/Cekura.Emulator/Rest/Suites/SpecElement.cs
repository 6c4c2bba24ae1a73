using System.Globalization;
using System.Text.Json;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>A value of a suite that knows its location. Reading reports what is wrong and gives null or nothing; it never stops.</summary>
internal sealed class SpecElement(JsonElement value, string location, SpecProblems problems)
{
    public JsonElement Value => value;

    /// <summary>As JSON Schema has it: <c>2.0</c> is an integer, and so is <c>1e30</c>.</summary>
    public bool IsInteger => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsInteger(number);

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    public bool IsText => value.ValueKind == JsonValueKind.String;

    public void Report(string message) => problems.Add(location.Length > 0 ? location : "spec", message);

    public void ReportAt(string below, string message) => problems.Add(Below(below), message);

    /// <summary>The value of a key; null when it is absent, or this is no object.</summary>
    public SpecElement? Get(string name) =>
        IsObject && value.TryGetProperty(name, out var found) ? new(found, Below(name), problems) : null;

    /// <summary>Reports what is no object, and every key but <paramref name="known"/>.</summary>
    public bool IsObjectOf(params IReadOnlyList<string> known)
    {
        if (!IsObject)
        {
            Report("Must be an object.");
            return false;
        }

        foreach (var key in value.EnumerateObject().Select(property => property.Name).Where(key => !known.Contains(key)))
        {
            ReportAt(key, $"Unknown field '{key}'.");
        }

        return true;
    }

    public string? Text(int min = 0, int max = int.MaxValue)
    {
        if (!IsText)
        {
            Report("Must be a string.");
            return null;
        }

        // The limits count characters as people do, not UTF-16 units.
        var text = value.GetString()!;
        var length = text.EnumerateRunes().Count();
        if (length < min || length > max)
        {
            Report(length < min ? "Must not be empty." : $"Must have at most {max} characters.");
        }

        return text;
    }

    public string? Word(IReadOnlyList<string> words)
    {
        if (IsText && words.Contains(value.GetString()))
        {
            return value.GetString();
        }

        Report($"Must be one of {string.Join(", ", words)}.");
        return null;
    }

    public long? Integer(long min)
    {
        if (IsInteger && value.GetDouble() is var number && number >= min)
        {
            return (long)Math.Min(number, long.MaxValue);
        }

        Report($"Must be an integer of at least {min}.");
        return null;
    }

    public void Number(double min, double max)
    {
        if (value.ValueKind != JsonValueKind.Number || value.GetDouble() is var number && (number < min || number > max))
        {
            Report(string.Create(CultureInfo.InvariantCulture, $"Must be a number from {min} to {max}."));
        }
    }

    public bool? Boolean()
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Report("Must be true or false.");
        return null;
    }

    public IReadOnlyList<SpecElement> Items(int max, int min = 0)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Report("Must be a list.");
            return [];
        }

        if (value.GetArrayLength() > max || value.GetArrayLength() < min)
        {
            Report(value.GetArrayLength() < min ? $"Must have at least {min} entries." : $"Must have at most {max} entries.");
        }

        return [.. value.EnumerateArray().Select((item, index) => new SpecElement(item, $"{location}[{index}]", problems))];
    }

    private string Below(string name) => location.Length > 0 ? $"{location}.{name}" : name;
}
