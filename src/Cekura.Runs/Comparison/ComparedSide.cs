namespace Cekura.Runs.Comparison;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What people call it, one line, such as a label, a branch or an agent.</param>
/// <param name="Tests">Its tests.</param>
internal sealed record ComparedSide(string Name, IReadOnlyList<SideTest> Tests)
{
    /// <summary>What else is known of it, such as when it ran; empty: nothing.</summary>
    public string About { get; init; } = "";
}
