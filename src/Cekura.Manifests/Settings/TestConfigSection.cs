using System.Text.Json;

namespace Cekura.Manifests.Settings;

/// <summary>
/// The section <c>cekura</c> of <c>testconfig.json</c>: settings by name, lists as arrays, options of modes as objects in one another.
/// </summary>
internal static class TestConfigSection
{
    /// <summary>Its name.</summary>
    public const string Name = "cekura";

    // What is nested deeper is no key of ours.
    private const int Deepest = 8;

    /// <summary>Reads the section.</summary>
    /// <param name="json">Its text; null without one.</param>
    /// <param name="file">What to call the file.</param>
    /// <returns>Its settings; null without a section.</returns>
    /// <exception cref="FormatException">It is no object; the message says so, for people.</exception>
    public static SettingLayer? Read(string? json, string file)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return null;
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException(NotAnObject(file));
            }

            Add(document.RootElement, "", depth: 0, values);
        }
        catch (JsonException e)
        {
            throw new FormatException(NotAnObject(file), e);
        }

        return new SettingLayer(file, values, ".");
    }

    private static string NotAnObject(string file) =>
        $"\"{Name}\" of {file} is no object. Write settings by name: \"{Name}\": {{ \"MaxRuns\": 20 }}.";

    private static void Add(JsonElement section, string prefix, int depth, Dictionary<string, string?> values)
    {
        foreach (var property in section.EnumerateObject())
        {
            var key = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object && depth < Deepest)
            {
                Add(property.Value, $"{key}.", depth + 1, values);
            }
            else
            {
                values[key] = TextOf(property.Value);
            }
        }
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
            _ => value.GetRawText(),
        };
}
