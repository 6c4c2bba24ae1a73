namespace Cekura.Agents.Options;

/// <summary>An option of a protocol.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Kind">What may stand there.</param>
internal sealed record ProtocolOption(string Name, OptionKind Kind)
{
    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words that may stand there; empty: any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public double Min { get; init; }

    public double Max { get; init; } = double.MaxValue;
}
