namespace Cekura.Voice.Calls;

/// <summary>What is strange about a line, each once and not without end. Thread-safe.</summary>
internal sealed class LineRemarks
{
    private const int Max = 20;
    private const int MaxWord = 40;

    private readonly List<string> _remarks = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_remarks)
            {
                return [.. _remarks];
            }
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(string remark)
    {
        lock (_remarks)
        {
            if (_remarks.Count < Max && !_remarks.Contains(remark))
            {
                _remarks.Add(remark);
            }
        }
    }

    /// <summary>A word of the agent, short enough for a remark.</summary>
    public static string Word(string word) => word.Length > MaxWord ? $"{word[..MaxWord]}…" : word;
}
