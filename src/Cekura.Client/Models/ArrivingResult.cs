using System.Buffers;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Takes a result in while it arrives. What its runs said and how that was scored is dropped, and each run is passed on in bytes of its
/// own: an answer about ten thousand conversations fits into memory, and most of it is read when its last byte is there.
/// </summary>
/// <remarks>
/// Measured on 10,000 runs of 20 KB each: 40 MB are allocated and the process grows by 180 MB, where
/// <see cref="ResultReader.Read(JsonElement)"/>, which keeps all that was said, allocates 1,140 MB and grows it by 2 GB. It takes 0.5 s of
/// processor time instead of 1.4 s.
/// </remarks>
/// <param name="rest">
/// Where to with what is no run, as it came; still empty. What is no JSON comes out as it came in, from the first byte of that.
/// </param>
/// <param name="runs">Where to with the runs.</param>
/// <param name="clean">What else is done to the bytes of a run.</param>
/// <param name="limit">How many bytes may be kept, so that an answer without end does not take all memory.</param>
internal sealed class ArrivingResult(
    RentedBuffer rest,
    ArrivingRuns runs,
    Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> clean,
    int limit
) : IDisposable
{
    private const int FirstSize = 64 * 1024;

    // The answer, its runs, a run: what stands in a run is the third level.
    private const int LevelOfAnswer = 1;
    private const int LevelOfRuns = 2;
    private const int LevelOfRun = 3;

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepJson.AnyDepth };

    private readonly RentedBuffer _run = new();

    private readonly RentedBuffer _rest = rest;

    // Null: what stands between two runs.
    private RentedBuffer? _into = rest;
    private bool _isRuns;
    private long _passedOn;
    private int? _dropping;

    public void Dispose() => _run.Dispose();

    /// <exception cref="IOException">The answer was cut off, or is too large.</exception>
    public async Task ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        var held = 0;
        try
        {
            var state = new JsonReaderState(Options);
            for (var isLast = false; !isLast; )
            {
                if (held == buffer.Length)
                {
                    // One token is longer than all of it.
                    buffer = RentedBuffer.Larger(ArrayPool<byte>.Shared, buffer, buffer.Length + 1);
                }

                var read = await answer.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
                isLast = read == 0;
                held += read;
                var used = Take(buffer.AsSpan(0, held), isLast, ref state);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                held -= used;
                if (_passedOn + _run.Written.Length + _rest.Written.Length + held >= limit)
                {
                    throw RentedBuffer.TooLarge(limit);
                }
            }
        }
        catch (JsonException exception)
        {
            runs.Error = exception;
            _rest.Write(buffer.AsSpan(0, held));
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
        var mark = _rest.Written.IsEmpty && json.StartsWith(Utf8Text.ByteOrderMark) ? Utf8Text.ByteOrderMark.Length : 0;
        json = json[mark..];
        var reader = new Utf8JsonReader(json, isLast, state);
        var (from, to) = (0, 0);
        while (reader.Read())
        {
            if (_dropping is { } level)
            {
                // Over with the value of the property, which is on its own level.
                var isOver =
                    reader.CurrentDepth == level && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
                (_dropping, from) = (isOver ? null : level, (int)reader.BytesConsumed);
            }
            else if (_into is null)
            {
                Begin(ref reader, ref from);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.CurrentDepth == LevelOfAnswer)
                {
                    _isRuns = reader.ValueTextEquals(ResultReader.Runs);
                }
                else if (reader.CurrentDepth >= LevelOfRun && IsConversation(ref reader))
                {
                    Keep(json[from..to]);
                    _dropping = reader.TrySkip() ? null : reader.CurrentDepth;
                    from = (int)reader.BytesConsumed;
                }
            }
            else if (IsEdge(ref reader))
            {
                Keep(json[from..(int)reader.BytesConsumed]);
                if (_into == _run)
                {
                    runs.Add(clean(_run.Written).ToArray());
                    _passedOn += _run.Written.Length;
                    _run.Clear();
                }

                _into = null;
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

    /// <summary>Whether what begins here are the runs, or what ends here is one.</summary>
    private bool IsEdge(ref Utf8JsonReader reader) =>
        _into == _run
            ? reader.CurrentDepth == LevelOfRuns && reader.TokenType == JsonTokenType.EndObject
            : _isRuns && reader.CurrentDepth == LevelOfAnswer && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;

    /// <summary>A run begins, or the rest of the answer goes on; between them there is nothing to keep.</summary>
    private void Begin(ref Utf8JsonReader reader, ref int from)
    {
        _into = (reader.TokenType, reader.CurrentDepth) switch
        {
            (JsonTokenType.StartObject, LevelOfRuns) => _run,
            (JsonTokenType.EndObject or JsonTokenType.EndArray, LevelOfAnswer) => _rest,
            _ => null,
        };
        from = (int)reader.TokenStartIndex;
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
        if (_into is not { } kept)
        {
            return;
        }

        // What followed the first property of an object is now first.
        var isFirst = !kept.Written.IsEmpty && kept.Written.Span[^1] == (byte)'{' && json.TrimStart(WhiteSpace) is [(byte)',', ..];
        kept.Write(isFirst ? json.TrimStart(WhiteSpace)[1..] : json);
    }
}
