using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// The messages of an error answer, whatever its shape: fields with messages, located problems, a detail, a list, or text.
/// </summary>
internal sealed record ErrorBody(bool IsJson, IReadOnlyList<string> Messages, IReadOnlyDictionary<string, IReadOnlyList<string>> Locations)
{
    private const int MaxQuotedText = 1000;

    public static ErrorBody Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            var text = body.Trim();
            return new(
                IsJson: false,
                text.Length == 0 ? [] : [text[..Math.Min(text.Length, MaxQuotedText)]],
                new Dictionary<string, IReadOnlyList<string>>()
            );
        }
    }

    private static ErrorBody Read(JsonElement root)
    {
        var located = new Located();
        switch (root)
        {
            case { ValueKind: JsonValueKind.Object }
                when root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object:
                located.AddFields("", errors);
                break;
            case { ValueKind: JsonValueKind.Object } when root.TryGetProperty("detail", out var detail):
                located.Add("", detail);
                break;
            case { ValueKind: JsonValueKind.Object }:
                located.AddFields("", root);
                break;
            default:
                located.Add("", root);
                break;
        }

        return new(IsJson: true, located.Messages, located.ByLocation);
    }

    /// <summary>Collects messages in document order, nested objects and arrays under paths such as <c>scenarios[1].name</c>.</summary>
    private sealed class Located
    {
        private readonly Dictionary<string, List<string>> _byLocation = new(StringComparer.Ordinal);

        public List<string> Messages { get; } = [];

        public IReadOnlyDictionary<string, IReadOnlyList<string>> ByLocation =>
            _byLocation.ToDictionary(entry => entry.Key, IReadOnlyList<string> (entry) => entry.Value, StringComparer.Ordinal);

        public void AddFields(string location, JsonElement fields)
        {
            foreach (var field in fields.EnumerateObject())
            {
                Add(location.Length == 0 ? field.Name : $"{location}.{field.Name}", field.Value);
            }
        }

        public void Add(string location, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    AddFields(location, value);
                    break;
                case JsonValueKind.Array:
                    foreach (var (index, entry) in value.EnumerateArray().Index())
                    {
                        Add(entry.ValueKind == JsonValueKind.Object ? $"{location}[{index}]" : location, entry);
                    }

                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    AddMessage(location, TextConverter.TextOf(value)!);
                    break;
            }
        }

        private void AddMessage(string location, string message)
        {
            if (location.Length == 0)
            {
                Messages.Add(message);
                return;
            }

            Messages.Add($"{location}: {message}");
            if (!_byLocation.TryGetValue(location, out var known))
            {
                _byLocation[location] = known = [];
            }

            known.Add(message);
        }
    }
}
