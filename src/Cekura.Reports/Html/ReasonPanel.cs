using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>
/// Why a repetition did not pass: a bar that stays in sight while the conversation scrolls, with the turn that decided, and below it what
/// is behind the reason.
/// </summary>
/// <param name="dashboard">Where the report sends people.</param>
internal sealed class ReasonPanel(DashboardLink dashboard)
{
    private const int MaxMessage = 20_000;
    private const int MaxBar = 240;
    private const int MaxQuote = 160;
    private const string TurnWord = "turn ";

    private readonly FailureText _text = new(dashboard);

    /// <summary>What a verdict on a run says, without where the run is: the facts say that, with a link.</summary>
    public IReadOnlyList<string> Lines(RunVerdict verdict)
    {
        var foot = Foot(verdict).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. UntrustedText
                .Clip(verdict.FullMessage, MaxMessage)
                .Split('\n')
                .Where(line => !string.IsNullOrWhiteSpace(line) && !foot.Contains(line)),
        ];
    }

    /// <summary>What the verdict on a case says beyond those on its runs, such as what the baseline makes of it.</summary>
    public IReadOnlyList<string> OwnLines(CaseVerdict verdict)
    {
        if (string.IsNullOrWhiteSpace(verdict.Message))
        {
            return [];
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in verdict.Runs)
        {
            said.UnionWith(run.FullMessage.Split('\n').Concat(run.Message.Split('\n')).Concat(Foot(run)).Select(Squeezed));
        }

        return [.. verdict.Message.Split('\n').Where(line => IsOwn(line, verdict, said))];
    }

    /// <summary>The bar of a repetition; nothing where nothing was said.</summary>
    /// <param name="html">The page.</param>
    /// <param name="entry">The case.</param>
    /// <param name="verdict">The verdict on the repetition.</param>
    /// <param name="repetition">Its number, from 1.</param>
    /// <param name="cause">Why it did not pass; null: it is not known, or it did.</param>
    /// <param name="remarks">What the checks say; null where the page has no conversation to lead to.</param>
    public void WriteBar(HtmlWriter html, CaseEntry entry, RunVerdict verdict, int repetition, Cause? cause, RemarkList? remarks)
    {
        if (Lines(verdict) is not [var first, ..])
        {
            return;
        }

        html.Write($"<div class=\"reason\"><p class=\"first\" dir=\"auto\">{UntrustedText.Clip(first, MaxBar)}</p>");
        if (verdict.Run is { } run && Decisive(run, cause, remarks) is { } turn)
        {
            html.Markup("<p class=\"decisive\">");
            Turn(html, entry, repetition, turn, remarks is not null);
            html.Write($" <span dir=\"auto\">{Quote(run, turn)}</span></p>");
        }

        html.Markup("</div>");
    }

    /// <summary>The lines behind a reason.</summary>
    /// <param name="html">The page.</param>
    /// <param name="entry">The case.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="repetition">Number of the repetition that they are about, from 1.</param>
    /// <param name="run">Its run, where the page has its conversation to lead to; else null.</param>
    public static void WriteLines(HtmlWriter html, CaseEntry entry, IReadOnlyList<string> lines, int repetition = 0, Run? run = null)
    {
        if (lines.Count == 0)
        {
            return;
        }

        html.Markup("<div class=\"message\">");
        foreach (var line in lines)
        {
            var look = line switch
            {
                [' ', ' ', ' ', ' ', ..] => "detail deep",
                [' ', ..] => "detail",
                _ => "plain",
            };
            var (aligned, text) = OutcomeSign.Read(line.TrimStart());
            html.Write($"<p class=\"{look}\" dir=\"auto\">");
            OutcomeSign.Write(html, aligned);
            if (run is not null && TurnIn(text) is { } found && found.Turn <= run.TranscriptTurns.Count)
            {
                html.Write($"{text[..found.From]}");
                Turn(html, entry, repetition, found.Turn, isLink: true);
                text = text[found.To..];
            }

            html.Write($"{text}</p>");
        }

        html.Markup("</div>");
    }

    private IEnumerable<string> Foot(RunVerdict verdict) => verdict.Run is { } run ? _text.Footer(run) : [];

    private static bool IsOwn(string line, CaseVerdict verdict, HashSet<string> said) =>
        !string.IsNullOrWhiteSpace(line)
        && line is not ['#', >= '0' and <= '9', ..]
        && !line.TrimStart().StartsWith('…')
        && line != verdict.KnownFailure
        && !said.Contains(Squeezed(line))
        && !verdict.Runs.Any(run => run.ShareLink is { } link && line.Contains(link.AbsoluteUri, StringComparison.Ordinal));

    private static void Turn(HtmlWriter html, CaseEntry entry, int repetition, int turn, bool isLink)
    {
        if (isLink && turn <= TranscriptPanel.MostTurns)
        {
            html.Write($"<a class=\"turn-link\" href=\"#{entry.TurnAnchor(repetition, turn)}\">turn {turn}</a>");
        }
        else
        {
            html.Write($"turn {turn}");
        }
    }

    private static int? Decisive(Run run, Cause? cause, RemarkList? remarks) =>
        (cause?.Turn is { } turn && turn.RunId == run.Id ? turn.Number : remarks?.Decisive) is { } number
        && number >= 1
        && number <= run.TranscriptTurns.Count
            ? number
            : null;

    private static string Quote(Run run, int number)
    {
        var turn = run.TranscriptTurns[number - 1];
        return turn.Role switch
        {
            SpeakerRole.ToolCall => $"{Conversation.Call(run, turn)} {UntrustedText.Line(turn.Arguments ?? turn.Content, MaxQuote)}",
            SpeakerRole.ToolResult =>
                $"{Conversation.ToolName(run, turn)} answers {UntrustedText.Line(turn.ToolResult ?? turn.Content, MaxQuote)}",
            SpeakerRole.Caller => $"Caller: “{UntrustedText.Line(turn.Content, MaxQuote)}”",
            SpeakerRole.Agent => $"Agent: “{UntrustedText.Line(turn.Content, MaxQuote)}”",
            _ => UntrustedText.Line(turn.Content, MaxQuote),
        };
    }

    /// <summary>
    /// The turn that a line says it is about, and where it says so: <c>turn 15: The agent called …</c>, <c>Tells the truth,
    /// turn 15: …</c>.
    /// </summary>
    private static (int Turn, int From, int To)? TurnIn(string line)
    {
        var from =
            line.StartsWith(TurnWord, StringComparison.Ordinal) ? 0
            : line.IndexOf($", {TurnWord}", StringComparison.Ordinal) is var found and >= 0 ? found + 2
            : -1;
        if (from < 0)
        {
            return null;
        }

        var to = from + TurnWord.Length;
        while (to < line.Length && char.IsAsciiDigit(line[to]))
        {
            to++;
        }

        return
            to < line.Length
            && line[to] == ':'
            && int.TryParse(
                line.AsSpan(from + TurnWord.Length, to - from - TurnWord.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var turn
            )
            && turn > 0
            ? (turn, from, to)
            : null;
    }

    // The same words may be further in, or broken elsewhere.
    private static string Squeezed(string line) => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
