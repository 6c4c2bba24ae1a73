using System.Buffers;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Reads a result and drops, while it arrives, what its runs said and how that was scored: an answer about ten thousand conversations fits
/// into memory without them. What is left is as it came. What is no JSON comes out as it came in, as far as it was read.
/// </summary>
/// <param name="kept">Where to; still empty.</param>
internal sealed class RunFieldFilter(RentedBuffer kept)
{
    private const int FirstSize = 64 * 1024;

    // The answer, its runs, a run: what stands in a run is the third level.
    private const int LevelOfRuns = 3;

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = RunReader.Options.MaxDepth };

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
        json = json[mark..];
        var reader = new Utf8JsonReader(json, isLast, state);
        var (from, to) = (0, 0);
        while (reader.Read())
        {
            if (_dropping is { } level)
            {
                // Over with the value of the property, which is on its own level.
                var isOver = reader.CurrentDepth == level && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
                (_dropping, from) = (isOver ? null : level, (int)reader.BytesConsumed);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth >= LevelOfRuns && IsConversation(ref reader))
            {
                Keep(json[from..to]);
                _dropping = reader.CurrentDepth;
            }

            to = (int)reader.BytesConsumed;
        }

        if (_dropping is null)
        {
            Keep(json[from..to]);
        }

        state = reader.CurrentState;
        return mark + to;
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

    /// <param name="json">What came between two properties that are dropped, from behind the one to before the other's comma.</param>
    private void Keep(ReadOnlySpan<byte> json)
    {
        // What followed the first property of an object is now first.
        var isFirst = !kept.Written.IsEmpty && kept.Written.Span[^1] == (byte)'{' && json.TrimStart(WhiteSpace) is [(byte)',', ..];
        kept.Write(isFirst ? json.TrimStart(WhiteSpace)[1..] : json);
    }
}
