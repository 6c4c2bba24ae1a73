using System.Globalization;

namespace Cekura.Benchmarks.Report;

/// <summary>What a row brought.</summary>
internal sealed record RowResult
{
    /// <summary>Number of the row, for example <c>P1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is measured.</summary>
    public required string What { get; init; }

    /// <summary>What it must reach.</summary>
    public required string Target { get; init; }

    /// <summary>What it reached, in a few words with the number that counts.</summary>
    public required string Reached { get; init; }

    public required bool IsMet { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>Name of the measurement that the others are held against; null: there is none.</summary>
    public string? Baseline { get; init; }

    /// <summary>A picture beside the page, or further words: Markdown that follows the table.</summary>
    public string? Remarks { get; init; }

    public string Machine { get; init; } = Bench.Machine.Describe();

    /// <summary>How many programs wanted a core when the row was measured; null where the system does not say.</summary>
    public double? Load { get; init; } = Bench.Machine.Load();

    public DateOnly On { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}: {Reached} (target: {Target}): {(IsMet ? "met" : "MISSED")}");
}
