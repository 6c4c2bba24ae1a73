using System.Buffers;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Reads a result and drops, while it arrives, what its runs said and how that was scored: an answer about ten thousand conversations fits
/// into memory without them. What is left is JSON in its own spelling. What is no JSON comes out as it came in, as far as it was read.
/// </summary>
internal sealed class RunFieldFilter(ArrayPool<byte> pool)
{
    private const int FirstSize = 64 * 1024;

    // The answer, its runs, a run: what stands in a run is the third level.
    private const int LevelOfRuns = 3;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private readonly PooledBody _kept = PooledBody.Empty(pool);
    private int? _dropping;

    /// <exception cref="IOException">The answer was cut off.</exception>
    public async Task<PooledBody> ReadAsync(Stream answer, CancellationToken cancellationToken)
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
                    buffer = PooledBody.Larger(ArrayPool<byte>.Shared, buffer);
                }

                var read = await answer.ReadAsync(buffer.AsMemory(held), cancellationToken);
                isLast = read == 0;
                held += read;
                var used = Take(buffer.AsSpan(0, held), isLast, ref state);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
            }

            return _kept;
        }
        catch (JsonException)
        {
            _kept.Append(buffer.AsSpan(0, held));
            return _kept;
        }
        catch
        {
            _kept.Dispose();
            throw;
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
        var mark = _kept.Content.IsEmpty && json.StartsWith(Exchange.ByteOrderMark) ? Exchange.ByteOrderMark.Length : 0;
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
            && !_kept.Content.IsEmpty
            && _kept.Content.Span[^1] is not ((byte)'{' or (byte)'[' or (byte)':'))
        {
            _kept.Append(","u8);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Quote(reader.ValueSpan);
                _kept.Append(":"u8);
                break;
            case JsonTokenType.String:
                Quote(reader.ValueSpan);
                break;
            default:
                _kept.Append(reader.ValueSpan);
                break;
        }
    }

    private void Quote(ReadOnlySpan<byte> text)
    {
        _kept.Append("\""u8);
        _kept.Append(text);
        _kept.Append("\""u8);
    }
}
