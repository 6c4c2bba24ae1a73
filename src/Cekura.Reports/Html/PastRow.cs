using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>A test of a history.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Anchor">Its place in the page; null: it has none.</param>
/// <param name="Past">How it ended in each run.</param>
internal sealed record PastRow(string Name, string? Anchor, TestPast Past);
