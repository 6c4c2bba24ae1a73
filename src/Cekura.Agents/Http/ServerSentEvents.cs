using System.Runtime.CompilerServices;
using System.Text;

namespace Cekura.Agents.Http;

/// <summary>
/// Reads a stream of server-sent events, wherever the network cuts it: lines end with CR, LF or both, a byte order mark may stand before
/// the first, comments and unknown fields are left out.
/// </summary>
/// <param name="stream">The answer. Its reader bounds how much comes.</param>
/// <param name="maxBytes">Bytes of one event.</param>
/// <param name="tooLarge">The error of an event that is larger.</param>
internal sealed class ServerSentEvents(Stream stream, int maxBytes, Func<Exception> tooLarge)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly List<byte> _line = [];
    private readonly StringBuilder _data = new();
    private string _name = "";
    private bool _hasData;
    private bool _isAfterReturn;
    private bool _isFirst = true;
    private int _bytes;

    /// <summary>The events, each as soon as it is whole.</summary>
    public async IAsyncEnumerable<ServerSentEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            for (var index = 0; index < count; index++)
            {
                if (Take(buffer[index]) is { } whole)
                {
                    yield return whole;
                }
            }
        }

        // Agents that forget the empty line at the end have sent the event; one whose last line was cut has not.
        if (_line.Count == 0 && Dispatch() is { } last)
        {
            yield return last;
        }
    }

    private ServerSentEvent? Take(byte letter)
    {
        var isSecondHalf = _isAfterReturn && letter == '\n';
        _isAfterReturn = letter == '\r';
        if (isSecondHalf)
        {
            return null;
        }

        if (letter is (byte)'\n' or (byte)'\r')
        {
            return EndLine();
        }

        if (++_bytes > maxBytes)
        {
            throw tooLarge();
        }

        _line.Add(letter);
        return null;
    }

    private ServerSentEvent? EndLine()
    {
        var bytes = _line.ToArray();
        _line.Clear();
        var text = Encoding.UTF8.GetString(_isFirst && bytes.AsSpan().StartsWith(Mark) ? bytes.AsSpan(Mark.Length) : bytes);
        _isFirst = false;
        if (text.Length == 0)
        {
            return Dispatch();
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var field = colon < 0 ? text : text[..colon];
        var value = colon < 0 ? "" : text[(colon + 1)..];
        value = value.StartsWith(' ') ? value[1..] : value;
        if (field == "data")
        {
            _data.Append(_hasData ? "\n" : "").Append(value);
            _hasData = true;
        }
        else if (field == "event")
        {
            _name = value;
        }

        return null;
    }

    private ServerSentEvent? Dispatch()
    {
        var whole = _hasData ? new ServerSentEvent(_name, _data.ToString()) : null;
        _data.Clear();
        (_name, _hasData, _bytes) = ("", false, 0);
        return whole;
    }
}
