namespace Cekura.Manifests.Suites;

/// <summary>A <c>*.tests.json</c>: scenarios that live in the repository.</summary>
internal sealed record TestSuite
{
    /// <summary>The file, as the caller named it.</summary>
    public required string Path { get; init; }

    /// <summary>First level of the test tree: <c>suite.name</c>, else the file's name without <c>.tests.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Runs at the same time, from <c>defaults</c>, at least 1; null when not given.</summary>
    public int? ConcurrencyLimit => Entries[0].Head.ConcurrencyLimit;

    /// <summary>The test cases, in the order of the file; from 1 to <see cref="SuiteReader.MaxTestCases"/>.</summary>
    public required IReadOnlyList<SuiteEntry> Entries { get; init; }
}
