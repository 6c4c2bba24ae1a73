namespace Cekura.Emulator.Launch;

/// <summary>The last lines that a process wrote, for messages.</summary>
internal sealed class OutputTail
{
    private const int MaxLines = 20;
    private const int MaxCharacters = 500;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line.Length > MaxCharacters ? line[..MaxCharacters] + "…" : line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>A sentence with the lines, one below the other.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? "It wrote nothing." : $"It wrote last:\n{string.Join('\n', _lines)}";
        }
    }
}
