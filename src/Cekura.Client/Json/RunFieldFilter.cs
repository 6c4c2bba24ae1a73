using System.Buffers;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Reads a result and drops, while it arrives, what its runs said and how that was scored: an answer about ten thousand conversations fits
/// into memory without them. What is left is JSON in its own spelling. What is no JSON comes out as it came in, as far as it was read.
/// </summary>
/// <param name="kept">Where to; still empty.</param>
internal sealed class RunFieldFilter(RentedBuffer kept)
{
    private const int FirstSize = 64 * 1024;

    // The answer, its runs, a run: what stands in a run is the third level.
    private const int LevelOfRuns = 3;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private int? _dropping;

    /// <exception cref="IOException">The answer was cut off.</exception>
    public async Task ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        var held = 0;
        try
        {
            var state = new JsonReaderState(Options);
            for (var isLast = false; !isLast;)
            {
                if (held == buffer.Length)
                {
                    // One token is longer than all of it.
                    buffer = RentedBuffer.Larger(ArrayPool<byte>.Shared, buffer, buffer.Length + 1);
                }

                var read = await answer.ReadAsync(buffer.AsMemory(held), cancellationToken);
                isLast = read == 0;
                held += read;
                var used = Take(buffer.AsSpan(0, held), isLast, ref state);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }
        }
        catch (JsonException)
        {
            kept.Write(buffer.AsSpan(0, held));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>How much of it was taken.</returns>
    private int Take(ReadOnlySpan<byte> json, bool isLast, ref JsonReaderState state)
    {
        // A reader of JSON takes no byte order mark.
        var mark = kept.Written.IsEmpty && json.StartsWith(Exchange.ByteOrderMark) ? Exchange.ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(json[mark..], isLast, state);
        while (reader.Read())
        {
            Take(ref reader);
        }

        state = reader.CurrentState;
        return mark + (int)reader.BytesConsumed;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_dropping is { } level)
        {
            // Over with the value of the property, which is on its own level.
            var isOver = reader.CurrentDepth == level && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
            _dropping = isOver ? null : level;
        }
        else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth >= LevelOfRuns && IsConversation(ref reader))
        {
            _dropping = reader.CurrentDepth;
        }
        else
        {
            Keep(ref reader);
        }
    }

    private static bool IsConversation(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("transcript_object"u8)
        || reader.ValueTextEquals("transcript"u8)
        || reader.ValueTextEquals("evaluation"u8)
        || reader.ValueTextEquals("metrics"u8)
        || reader.ValueTextEquals("rubric"u8)
        || reader.ValueTextEquals("critical_categories"u8)
        || reader.ValueTextEquals("expected_outcome"u8)
        || reader.ValueTextEquals("expected_outcome_prompt"u8);

    private void Keep(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)
            && !kept.Written.IsEmpty
            && kept.Written.Span[^1] is not ((byte)'{' or (byte)'[' or (byte)':'))
        {
            kept.Write(","u8);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Quote(reader.ValueSpan);
                kept.Write(":"u8);
                break;
            case JsonTokenType.String:
                Quote(reader.ValueSpan);
                break;
            default:
                kept.Write(reader.ValueSpan);
                break;
        }
    }

    private void Quote(ReadOnlySpan<byte> text)
    {
        kept.Write("\""u8);
        kept.Write(text);
        kept.Write("\""u8);
    }
}
