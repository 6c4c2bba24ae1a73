using System.Text.Json;
using Cekura.Slips;

namespace Cekura.Manifests.Text;

/// <summary>
/// Parses JSON into nodes that know where they stand; comments and trailing commas are allowed where the kind of file allows them.
/// </summary>
internal sealed class PositionedJson(ReadOnlyMemory<byte> text, TextRules rules, DiagnosticBag diagnostics)
{
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 64;

    private readonly JsonReaderOptions _options = new()
    {
        AllowTrailingCommas = rules.AllowsComments,
        CommentHandling = rules.AllowsComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
        // One more than ours, so that the limit is met by our own message.
        MaxDepth = MaxDepth + 1,
    };

    /// <summary>The root, or null when the text is not JSON, which is then reported.</summary>
    public PositionedNode? Parse()
    {
        var reader = new Utf8JsonReader(text.Span, _options);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader);
            // Anything after the root is an exception of the reader.
            while (root is not null && reader.Read()) { }

            return root;
        }
        catch (JsonException exception)
        {
            Report(exception, nothingRead: reader.TokenType == JsonTokenType.None);
            return null;
        }
        catch (InvalidOperationException)
        {
            diagnostics.Error(
                DiagnosticCodes.NotJson,
                (int)reader.TokenStartIndex,
                "This text holds half of a surrogate pair (\\ud800 to \\udfff), which is no character. Write the character itself."
            );
            return null;
        }
    }

    private PositionedNode? ReadValue(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            diagnostics.Error(DiagnosticCodes.TooDeep, offset, $"Objects and lists are nested deeper than {MaxDepth} levels here.");
            return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, offset),
            JsonTokenType.StartArray => ReadArray(ref reader, offset),
            JsonTokenType.String => Node(JsonValueKind.String, ref reader, offset, reader.GetString()!),
            JsonTokenType.Number => Node(JsonValueKind.Number, ref reader, offset, System.Text.Encoding.ASCII.GetString(reader.ValueSpan)),
            JsonTokenType.True => Node(JsonValueKind.True, ref reader, offset),
            JsonTokenType.False => Node(JsonValueKind.False, ref reader, offset),
            _ => Node(JsonValueKind.Null, ref reader, offset),
        };
    }

    private static PositionedNode Node(JsonValueKind kind, ref Utf8JsonReader reader, int offset, string text = "") =>
        new(kind, offset, text) { End = (int)reader.BytesConsumed };

    private PositionedNode? ReadObject(ref Utf8JsonReader reader, int offset)
    {
        var members = new List<PositionedMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var nameOffset = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            if (ReadValue(ref reader) is not { } value)
            {
                return null;
            }

            if (names.Add(name))
            {
                members.Add(new PositionedMember(name, nameOffset, value));
            }
            else
            {
                diagnostics.Error(
                    DiagnosticCodes.DuplicateProperty,
                    nameOffset,
                    $"{Quoted.Text(name)} stands twice in this object. Keep one of them."
                );
            }
        }

        return Node(JsonValueKind.Object, ref reader, offset) with
        {
            Members = members,
        };
    }

    private PositionedNode? ReadArray(ref Utf8JsonReader reader, int offset)
    {
        var items = new List<PositionedNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue(ref reader) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return Node(JsonValueKind.Array, ref reader, offset) with
        {
            Items = items,
        };
    }

    private void Report(JsonException exception, bool nothingRead)
    {
        var offset = diagnostics.Positions.Offset(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        if (nothingRead && offset >= text.Length)
        {
            diagnostics.Error(rules.EmptyCode, 0, rules.EmptyMessage);
            return;
        }

        if (!rules.AllowsComments && IsCommentOrComma(offset))
        {
            diagnostics.Error(
                DiagnosticCodes.NotPlainJson,
                offset,
                $"{rules.Noun} is plain JSON, as the service reads it: no comments, no comma after the last entry. Take it out."
            );
            return;
        }

        // The reader's message repeats line and byte, counted from 0, after its first sentences.
        var message = JsonSlip.Describe(text.Span, offset) ?? Quoted.Sentence(exception.Message.Split(" LineNumber:", 2)[0]);
        diagnostics.Error(DiagnosticCodes.NotJson, offset, $"Not JSON: {message}");
    }

    private bool IsCommentOrComma(int offset)
    {
        // The reader may stand on the slash that opens a comment or behind it, and for a comma on the bracket that follows.
        var at = text.Span[offset..];
        var before = text.Span[..offset].TrimEnd(" \t\r\n"u8);
        return at is [(byte)'/', (byte)'/' or (byte)'*', ..]
            || (at is [(byte)'/' or (byte)'*', ..] && before is [.., (byte)'/'])
            || (at is [(byte)'}' or (byte)']', ..] && before is [.., (byte)',']);
    }
}
