using Cekura.Manifests.Text;

namespace Cekura.Runs.Processes;

/// <summary>The last lines that a program wrote, for messages.</summary>
internal sealed class OutputTail
{
    private const int MostLines = 10;
    private const int MostCharacters = 300;

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
            _lines.Enqueue(UntrustedText.Line(line, MostCharacters));
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? "It wrote nothing." : $"It wrote last:\n{string.Join('\n', _lines)}";
        }
    }
}
