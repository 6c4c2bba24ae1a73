using System.Globalization;
using System.Net;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>
/// The summary of a session in Markdown, as job pages of CI systems show it: why it is red, then the map, then what the tests say, folded.
/// </summary>
/// <param name="title">What was tested.</param>
/// <param name="isEmulated">Whether an emulator held conversations.</param>
/// <param name="cases">The tests, in the order of the plan.</param>
/// <param name="causes">Why some did not pass.</param>
/// <param name="artifacts">Where people find what the job left, the report among it; null: not known.</param>
internal sealed class MarkdownSummary(string title, bool isEmulated, IReadOnlyList<CiCase> cases, CauseGroups causes, string? artifacts)
{
    // GitHub takes 1 MiB of a step, which other tools may want to write to as well.
    private const int Limit = 250_000;
    private const int RoomForMore = 200;
    private const int MaxOpenMap = 30;
    private const int MaxFixed = 12;

    private readonly StringBuilder _text = new();

    public string Write()
    {
        var counts = OutcomeMark
            .All.Select(mark => (Mark: mark, Count: cases.Count(kept => kept.Mark == mark)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Mark.Sign} {Number(count.Count)} {count.Mark.Counted(count.Count)}");
        Add($"## Cekura: {MarkdownText.Inline(title, 120)}\n\n{string.Join(" · ", counts)}{(isEmulated ? " · emulated" : "")}\n\n");
        if (cases.Count(kept => kept.Mark.IsOpen) is var open and > 0)
        {
            Add($"**Stopped: {Number(cases.Count - open)} of {Number(cases.Count)} finished.** The others have no verdict.\n\n");
        }

        if (artifacts is not null)
        {
            Add(
                $"Whole conversations are in `cekura-report.html`, among the [artifacts of this run](<{artifacts}>) where the job keeps it.\n\n"
            );
        }

        var byName = new Dictionary<string, CiCase>(StringComparer.Ordinal);
        foreach (var kept in cases)
        {
            byName.TryAdd(kept.Case.FullyQualifiedName, kept);
        }

        Add(new CauseMarkdown(causes, one => byName.GetValueOrDefault(one.Case.FullyQualifiedName)).Write());
        Fixed();
        Map();
        Failures();
        return _text.ToString();
    }

    private void Fixed()
    {
        var passed = cases.Where(kept => kept.Standing == TestStanding.Fixed).ToList();
        if (passed.Count > 0)
        {
            var names = string.Join(", ", passed.Take(MaxFixed).Select(kept => MarkdownText.Inline(kept.Case.DisplayName, 200)));
            Add(
                $"✓ {Number(passed.Count)} fixed: {names}{(passed.Count > MaxFixed ? $" and {Number(passed.Count - MaxFixed)} more" : "")}\n\n"
            );
        }
    }

    private void Map()
    {
        var map = new SummaryMap(cases).Write();
        Add(
            map.Count(character => character == '\n') > MaxOpenMap
                ? $"<details><summary>All scenarios and callers</summary>\n\n{map}</details>\n\n"
                : map
        );
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

        // HTML reads no Markdown in the line that stays when it is folded; below the empty line it does.
        var name = WebUtility.HtmlEncode($"{kept.Mark.Sign} {kept.Mark.Word}: {UntrustedText.Line(kept.Case.DisplayName, 200)}");
        var reasons = kept.Message.DefaultIfEmpty(kept.Mark.Word).Where(line => line.Trim().Length > 0);
        return $"<details><summary>{name}</summary>\n\n"
            + $"{string.Join(" · ", facts.OfType<string>().Concat(links))}\n\n"
            + string.Join("<br>\n", reasons.Select(line => $"> {MarkdownText.Inline(line, 500)}"))
            + "\n\n</details>\n\n";
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
