using System.Globalization;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Ci;

/// <summary>The summary of a session in Markdown, as job pages of CI systems show it.</summary>
internal sealed class MarkdownSummary(string title, bool isEmulated, IReadOnlyList<CiCase> cases)
{
    // GitHub takes 1 MiB of a step, which other tools may want to write to as well.
    private const int Limit = 250_000;
    private const int RoomForMore = 200;

    private readonly StringBuilder _text = new();

    public string Write()
    {
        var counts = OutcomeMark
            .All.Select(mark => (Mark: mark, Count: cases.Count(kept => kept.Mark == mark)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Mark.Sign} {Number(count.Count)} {count.Mark.Counted(count.Count)}");
        Add($"## Cekura: {MarkdownText.Inline(title, 120)}\n\n{string.Join(" · ", counts)}{(isEmulated ? " · emulated" : "")}\n\n");
        Add(new SummaryMap(cases).Write());
        Failures();
        return _text.ToString();
    }

    private void Failures()
    {
        var shown = cases.Where(kept => kept.NeedsAttention).Concat(cases.Where(kept => kept.Mark == OutcomeMark.KnownFailure)).ToList();
        for (var index = 0; index < shown.Count; index++)
        {
            if (!Add(Failure(shown[index])))
            {
                _text.Append(CultureInfo.InvariantCulture, $"{shown.Count - index} more are in the report.\n");
                return;
            }
        }
    }

    private static string Failure(CiCase kept)
    {
        var facts = new[]
        {
            $"`{kept.File.Replace('`', '\'')}:{Number(kept.Line)}`",
            kept.Rate.Total > 1 ? kept.Rate.ToString() : null,
            RunTiming.Clock(kept.Duration),
        };
        var links = kept
            .Links.Take(5)
            .Select((link, index) => kept.Links.Count == 1 ? $"[open the run](<{link}>)" : $"[failed run {Number(index + 1)}](<{link}>)");
        return $"### {kept.Mark.Sign} {kept.Mark.Word}: {MarkdownText.Inline(kept.Case.DisplayName, 200)}\n\n"
            + $"{string.Join(" · ", facts.OfType<string>().Concat(links))}\n\n"
            + MarkdownText.Block([.. kept.Message.DefaultIfEmpty(kept.Mark.Word)])
            + "\n";
    }

    private bool Add(string part)
    {
        if (_text.Length + part.Length > Limit - RoomForMore)
        {
            return false;
        }

        _text.Append(part);
        return true;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
