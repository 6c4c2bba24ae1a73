using System.Text;
using System.Text.Json;
using Cekura.Slips;

namespace Cekura.Emulator.Seed;

/// <summary>The text of a seed file: parses it and finds the place of a value again when something is wrong with it.</summary>
internal sealed class SeedText
{
    private readonly ReadOnlyMemory<byte> _json;

    public SeedText(ReadOnlyMemory<byte> json, string path)
    {
        _json = json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        Path = path;
    }

    public string Path { get; }

    /// <exception cref="EmulatorSeedException">Not JSON.</exception>
    public SeedElement Parse()
    {
        try
        {
            using var document = JsonDocument.Parse(
                _json,
                new()
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                }
            );
            RefuseHalfCharacters();
            return new(this, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    public EmulatorSeedException Error(SeedElement element, bool atKey, string code, string message)
    {
        var (line, column) = Position(Find(element, atKey));
        return new(code, Path, line, column, message);
    }

    // JSON allows the escape for half a character, but no text can hold it: reading it later would fail.
    private void RefuseHalfCharacters()
    {
        var reader = new Utf8JsonReader(_json.Span, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                var (line, column) = Position((int)reader.TokenStartIndex);
                throw new EmulatorSeedException(
                    SeedCode.HalfCharacter,
                    Path,
                    line,
                    column,
                    "this text has an escape for half a character (\\ud800 to \\udfff without its other half). Write the whole character.",
                    e
                );
            }
        }
    }

    private EmulatorSeedException NotJson(JsonException e)
    {
        // The runtime's message ends with its own spelling of the place, counted from 0.
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var said = end < 0 ? e.Message : e.Message[..end];
        if (e.LineNumber is not { } line)
        {
            return new(SeedCode.NotJson, Path, Problem(said), e);
        }

        var lineStart = StartOfLine((int)line);
        var upTo = Math.Min(lineStart + (int)(e.BytePositionInLine ?? 0), _json.Length);
        var problem = Problem(JsonSlip.Describe(_json.Span, upTo) ?? said);
        return new(SeedCode.NotJson, Path, (int)line + 1, Characters(lineStart, upTo) + 1, problem, e);
    }

    private static string Problem(string what) => $"this is not JSON: {what} Comments and trailing commas are allowed.";

    private int Find(SeedElement element, bool atKey)
    {
        var reader = new Utf8JsonReader(_json.Span, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var start = reader.TokenStartIndex;
        foreach (var step in element.PathFromRoot())
        {
            reader.Read();
            if (step.Key is { } key)
            {
                while (!reader.ValueTextEquals(key))
                {
                    reader.Skip();
                    reader.Read();
                }

                start = reader.TokenStartIndex;
                reader.Read();
            }
            else
            {
                for (var i = 0; i < step.Index; i++)
                {
                    reader.Skip();
                    reader.Read();
                }
            }

            start = atKey && step == element && step.Key is not null ? start : reader.TokenStartIndex;
        }

        return (int)start;
    }

    private (int Line, int Column) Position(int offset)
    {
        var before = _json.Span[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Characters(lineStart, offset) + 1);
    }

    private int StartOfLine(int line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += _json.Span[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }

    private int Characters(int start, int end) => Encoding.UTF8.GetCharCount(_json.Span[start..end]);
}
