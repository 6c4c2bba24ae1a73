namespace Cekura.Reports.Export;

/// <summary>A test run as other tools are told of it.</summary>
/// <param name="Title">What was tested.</param>
/// <param name="Started">When, UTC.</param>
/// <param name="Tests">The tests, by name.</param>
internal sealed record ExportedRun(string Title, DateTimeOffset Started, IReadOnlyList<ExportedTest> Tests)
{
    /// <summary>Version of what writes it.</summary>
    public string Version { get; init; } = "";

    /// <summary>Id of the commit that was tested; null when it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>Name of its branch; null when it is not known.</summary>
    public string? Branch { get; init; }
}
