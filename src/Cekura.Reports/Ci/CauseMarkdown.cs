using System.Globalization;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>Causes in Markdown, most telling first: what broke, which tests, and the turn that decided, in lines that wrap.</summary>
/// <param name="groups">The causes of all tests.</param>
/// <param name="find">Finds what is kept of a test.</param>
internal sealed class CauseMarkdown(CauseGroups groups, Func<CauseCase, CiCase?> find)
{
    private const int MaxGroups = 30;
    private const int MaxNames = 12;
    private const int MaxText = 300;

    /// <summary>What failed, then what the run was stopped before, known failures, and what was skipped; empty when everything passed.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Section(text, "Why", groups.All(one => one.Outcome == Outcome.Failed), isFull: true);
        Section(text, "Stopped", groups.All(one => one.Outcome == Outcome.None), isFull: false);
        Section(
            text,
            "Known failures",
            groups.All(one => one.Standing == TestStanding.Known && one.Outcome == Outcome.Skipped),
            isFull: false
        );
        Section(text, "Skipped", groups.All(one => one.Standing != TestStanding.Known && one.Outcome == Outcome.Skipped), isFull: false);
        return text.ToString();
    }

    private void Section(StringBuilder text, string title, IReadOnlyList<CauseGroup> shown, bool isFull)
    {
        if (shown.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n");
        foreach (var group in shown.Take(MaxGroups))
        {
            text.Append(isFull ? Full(group) : Short(group));
        }

        if (shown.Count > MaxGroups)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Counted.Of(shown.Count - MaxGroups, "more cause")} in the report.\n");
        }

        text.Append('\n');
    }

    private string Full(CauseGroup group)
    {
        var mark = CauseText.MarkOf(group.Cause.Kind);
        var standings = CauseText.Standings(group.Cases);
        string?[] facts =
        [
            group.Cause.Kind == CauseKind.Agent ? null : mark.Word.ToLowerInvariant(),
            standings.Length == 0 ? null : standings,
            find(group.Cases[0]) is { } kept ? Place(kept) : null,
        ];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"- **{mark.Sign} {MarkdownText.Inline(CauseText.Headline(group), MaxText)}**");
        text.Append(CultureInfo.InvariantCulture, $"<br>{Names(group)}");
        if (group.Cause.Turn is { } turn)
        {
            text.Append(CultureInfo.InvariantCulture, $"<br>{MarkdownText.Inline(CauseText.Turn(turn), MaxText)}");
        }

        var known = string.Join(" · ", facts.OfType<string>());
        return text.Append(known.Length == 0 ? "\n" : $"<br>{known}\n").ToString();
    }

    private static string Short(CauseGroup group) => $"- {MarkdownText.Inline(CauseText.Headline(group), MaxText)}: {Names(group)}\n";

    private static string Names(CauseGroup group) => MarkdownText.Inline(CauseText.Names(group.Cases, MaxNames), 2000);

    private static string Place(CiCase kept)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"`{kept.File.Replace('`', '\'')}:{kept.Line}`");
        return kept.Links is [var link, ..] ? $"{place} · [open the first run](<{link}>)" : place;
    }
}
