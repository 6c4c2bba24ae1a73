using System.Text;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Cli.Output;

/// <summary>
/// The one way out of the process: what services, agents and files say in it steers neither a terminal nor a build server, and the key is
/// not in it. It passes on whole lines, because only a line shows whether a command starts it. Thread-safe.
/// </summary>
internal sealed class CleanWriter(TextWriter inner) : TextWriter
{
    private const string EraseLine = "\r\u001b[2K";

    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private Func<string, string> _withoutKey = text => text;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>From now on a key is taken out too, however it is spelled.</summary>
    public void Hide(string? key)
    {
        var (before, one) = (_withoutKey, KeyRedaction.Of(key));
        _withoutKey = text => one(before(text));
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n");

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            for (var end = buffer.IndexOf('\n'); end >= 0; end = buffer.IndexOf('\n'))
            {
                _line.Append(buffer[..end]);
                Pass();
                inner.Write('\n');
                buffer = buffer[(end + 1)..];
            }

            _line.Append(buffer);
        }
    }

    /// <summary>Writes over the line that this wrote last, on a terminal; an empty text erases it.</summary>
    public void Overwrite(string text)
    {
        lock (_gate)
        {
            inner.Write(EraseLine);
            _line.Append(text);
            Pass();
            inner.Flush();
        }
    }

    /// <summary>Writes a line that a build server is to obey, alone on its line. What it quotes must be escaped.</summary>
    public void WriteCommand(string line)
    {
        lock (_gate)
        {
            Pass();
            inner.Write($"{_withoutKey(line)}\n");
        }
    }

    public override void Flush()
    {
        lock (_gate)
        {
            Pass();
            inner.Flush();
        }
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => FlushAsync();

    private void Pass()
    {
        if (_line.Length > 0)
        {
            // What cannot be written is not tried again with the next line. A carriage return before the end belongs to the end.
            var text = _line.ToString();
            _line.Clear();
            inner.Write(Ink.Shown(UntrustedText.OwnLine(_withoutKey(text.EndsWith('\r') ? text[..^1] : text))));
        }
    }
}
