using System.Text;

namespace Cekura.Agents.Lines;

/// <summary>Reads the lines of a program, none of which keeps this side reading for ever.</summary>
/// <param name="reader">Its output.</param>
internal sealed class BoundedLines(TextReader reader)
{
    /// <summary>What is said of a program whose line does not end.</summary>
    public const string TooLong = "wrote one line of more than 1 MB";

    /// <summary>What to do about it.</summary>
    public const string Advice = "Look for a loop in it. This limit cannot be changed.";

    private readonly char[] _read = new char[4096];
    private int _next;
    private int _count;

    /// <returns>The next line without its end; null when there will be none.</returns>
    /// <exception cref="InvalidDataException">It is longer than <see cref="LineLimits.FrameBytes"/>.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_next == _count)
            {
                (_next, _count) = (0, await reader.ReadAsync(_read, cancellationToken).ConfigureAwait(false));
                if (_count == 0)
                {
                    return line.Length > 0 ? Whole(line) : null;
                }
            }

            var end = Array.IndexOf(_read, '\n', _next, _count - _next);
            line.Append(_read, _next, (end < 0 ? _count : end) - _next);
            _next = end < 0 ? _count : end + 1;
            if (line.Length > LineLimits.FrameBytes)
            {
                throw new InvalidDataException(TooLong);
            }

            if (end >= 0)
            {
                return Whole(line);
            }
        }
    }

    private static string Whole(StringBuilder line) => line.ToString().TrimEnd('\r');
}
