using System.Globalization;

namespace Cekura.Manifests.Settings;

/// <summary>One of several parts of a suite that run on machines of their own.</summary>
/// <param name="Index">Which part, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are, at least 1.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Most parts that a suite may have.</summary>
    public const int Most = 1000;

    /// <summary>Reads <c>2/4</c>, the second of four; null when the text is none.</summary>
    public static Shard? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
            text.Split('/', 2, StringSplitOptions.TrimEntries) is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1
            && index <= count
            && count <= Most
            ? new Shard(index, count)
            : null;
    }

    /// <summary>This part's share of something that all parts have together; the first ones get what does not divide evenly.</summary>
    public int Of(int whole) => (whole / Count) + (Index <= whole % Count ? 1 : 0);

    /// <summary><c>2/4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
