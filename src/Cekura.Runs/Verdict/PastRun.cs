namespace Cekura.Runs.Verdict;

/// <summary>A test run that is remembered.</summary>
/// <param name="Started">When it began, UTC.</param>
/// <param name="Commit">Id of the commit that was tested, where a build server named one.</param>
/// <param name="Branch">Name of its branch.</param>
/// <param name="IsImported">Whether it ran on another machine.</param>
internal sealed record PastRun(DateTimeOffset Started, string? Commit, string? Branch, bool IsImported)
{
    /// <summary>What stood around its tests: service, seed, commit. Runs with another one are not the same without a change.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Whether its commit covers the agent too: with an emulator agents are part of what was checked out.</summary>
    public bool HoldsAgent { get; init; }

    /// <summary>The commit as people write it, or its moment where there is none.</summary>
    public string Name => Commit is { Length: > 0 } commit ? $"{Day}, commit {commit[..Math.Min(ShortCommit, commit.Length)]}" : Day;

    private const int ShortCommit = 8;

    private string Day => Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
