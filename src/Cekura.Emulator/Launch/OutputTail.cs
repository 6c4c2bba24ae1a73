namespace Cekura.Emulator.Launch;

/// <summary>The last lines that a process wrote, for messages.</summary>
internal sealed class OutputTail
{
    private const int MostLines = 20;
    private const int MostCharacters = 500;

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
            _lines.Enqueue(line.Length > MostCharacters ? line[..MostCharacters] + "…" : line);
            if (_lines.Count > MostLines)
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
