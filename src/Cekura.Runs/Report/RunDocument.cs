using System.Globalization;
using System.Text;
using System.Text.Json;
using Cekura.Client;

namespace Cekura.Runs.Report;

/// <summary>
/// A run's own JSON for an attachment: everything that the service sent, unknown fields included, spread over lines, without secrets.
/// Values of fields whose names speak of tokens, secrets, keys and the like, signatures in addresses, and the API key are taken out.
/// </summary>
/// <param name="apiKey">The API key, taken out wherever it stands; null when there is none.</param>
public sealed class RunDocument(string? apiKey = null)
{
    /// <summary>The document, with a final line break.</summary>
    public string Write(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ReadableJson.Options))
        {
            if (run.Source.ValueKind == JsonValueKind.Object)
            {
                Write(writer, run.Source);
            }
            else
            {
                // Only the start answered for this run: there is no object of it.
                writer.WriteStartObject();
                writer.WriteNumber("id", run.Id);
                writer.WriteString("status", run.StatusText ?? run.Status.ToString().ToLowerInvariant());
                writer.WriteEndObject();
            }
        }

        return WithVisibleDirections(Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length))) + "\n";
    }

    private void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(WithoutKey(Text(() => property.Name)));
                    WriteProperty(writer, property);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(WithoutKey(Redaction.WithoutSecrets(Text(element.GetString)) ?? ""));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private void WriteProperty(Utf8JsonWriter writer, JsonProperty property)
    {
        // Numbers and flags are counts such as prompt_tokens, not secrets.
        var canBeSecret = property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array;
        if (canBeSecret && Redaction.IsSecretName(Text(() => property.Name)))
        {
            writer.WriteStringValue(Redaction.Mark);
        }
        else
        {
            Write(writer, property.Value);
        }
    }

    private static string Text(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape for half a character: no text can hold it.
            return "\uFFFD";
        }
    }

    private string WithoutKey(string text) =>
        string.IsNullOrEmpty(apiKey) ? text : text.Replace(apiKey, Redaction.Mark, StringComparison.Ordinal);

    /// <summary>The encoder writes marks that reorder text as they are; such characters only occur inside JSON strings.</summary>
    private static string WithVisibleDirections(string json)
    {
        if (json.AsSpan().IndexOfAnyInRange('\u202A', '\u2069') < 0)
        {
            return json;
        }

        var shown = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }
}
