using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>Writes the text of a verdict: what happened, what is behind it, where the run is.</summary>
internal sealed class FailureText(DashboardLink dashboard)
{
    /// <summary>What a test result may hold before viewers and servers cut it.</summary>
    public const int Limit = 4000;

    private const int Width = 300;
    private const int RoomForMore = 40;
    private const int FootLines = 2;
    private const string Indent = "  ";

    public RunVerdict Failed(
        string rule,
        Run run,
        string headline,
        IEnumerable<string>? details = null,
        IEnumerable<string>? rest = null
    ) => Verdict(Outcome.Failed, rule, run, headline, details, rest);

    /// <param name="outcome">The outcome.</param>
    /// <param name="rule">The rule that decided.</param>
    /// <param name="run">The run.</param>
    /// <param name="headline">The first line.</param>
    /// <param name="details">What is behind it.</param>
    /// <param name="rest">What only the full text says.</param>
    public RunVerdict Verdict(
        Outcome outcome,
        string rule,
        Run run,
        string headline,
        IEnumerable<string>? details = null,
        IEnumerable<string>? rest = null
    )
    {
        var body = Body(headline, details ?? []);
        string[] foot = [.. Footer(run)];
        return new()
        {
            Outcome = outcome,
            Rule = rule,
            Run = run,
            Message = Fit(body, foot),
            FullMessage = string.Join('\n', [.. body, .. Indented(rest ?? []), .. foot]),
        };
    }

    /// <summary>Where people see the run.</summary>
    public string Where(Run run) => dashboard.Describe(run);

    /// <summary>A text about a start that created no run.</summary>
    public static string WithoutRun(string headline, params IEnumerable<string> details) => Fit(Body(headline, details), []);

    /// <summary>The verdict on a start that created no run.</summary>
    public static RunVerdict NotStarted(string rule, string headline, IEnumerable<string> details)
    {
        var body = Body(headline, details);
        return new()
        {
            Outcome = Outcome.Failed,
            Rule = rule,
            Message = Fit(body, []),
            FullMessage = string.Join('\n', body),
        };
    }

    /// <summary>A text with more lines at its end, for which explanations make room.</summary>
    public static string WithLastLines(string text, IReadOnlyList<string> more) =>
        string.Join('\n', [Within(text, Limit - more.Sum(line => line.Length + 1)), .. more]);

    /// <summary>A text cut to a length at the expense of its explanations: what happened and where the run is stay.</summary>
    public static string Within(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var lines = text.Split('\n').ToList();
        var cut = 0;
        while (lines.Count > FootLines + 1 && lines.Sum(line => line.Length + 1) + RoomForMore > limit)
        {
            lines.RemoveAt(lines.Count - FootLines - 1);
            cut++;
        }

        if (cut > 0)
        {
            lines.Insert(lines.Count - FootLines, MoreLines(cut));
        }

        return UntrustedText.Clip(string.Join('\n', lines), limit);
    }

    /// <summary>A value inside a sentence that ends with its own full stop.</summary>
    public static string Phrase(string text) => UntrustedText.Line(LetterEscapes.Read(text)).TrimEnd('.', ' ');

    /// <summary>The first text that says anything, as a phrase.</summary>
    public static string? FirstPhrase(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return Phrase(text);
            }
        }

        return null;
    }

    public static string Seconds(TimeSpan time) => MetricRules.Number(Math.Round(time.TotalSeconds, 1));

    /// <summary>The last lines of every text about the run: which one it was and where people see it.</summary>
    public IEnumerable<string> Footer(Run run)
    {
        var facts = new[]
        {
            run.ResultId is { } result ? $"result {result}, run {run.Id}" : $"run {run.Id}",
            run.PersonalityName is { Length: > 0 } personality ? $"personality {UntrustedText.Line(personality, 80)}" : null,
            RunTiming.Duration(run) is { } duration ? RunTiming.Clock(duration) : null,
            run.EndedReason is { Length: > 0 } ended ? $"ended: {UntrustedText.Line(ended, 80)}" : null,
        };
        var line = string.Join(", ", facts.OfType<string>());
        yield return char.ToUpperInvariant(line[0]) + line[1..];
        if (dashboard.IsEmulatedRun(run) || dashboard.Url(run) is not null)
        {
            yield return Where(run);
        }
    }

    private static string MoreLines(int count) => string.Create(CultureInfo.InvariantCulture, $"{Indent}… and {count} more lines");

    private static List<string> Body(string headline, IEnumerable<string> details) => [.. Wrap(headline, ""), .. Indented(details)];

    private static IEnumerable<string> Indented(IEnumerable<string> details) => details.SelectMany(detail => Wrap(detail, Indent));

    private static string Fit(List<string> lines, string[] foot)
    {
        var room = Limit - RoomForMore - foot.Sum(line => line.Length + 1);
        var kept = lines.TakeWhile(line => (room -= line.Length + 1) >= 0).ToList();
        IEnumerable<string> more = kept.Count < lines.Count ? [MoreLines(lines.Count - kept.Count)] : [];
        return string.Join('\n', [.. kept, .. more, .. foot]);
    }

    /// <summary>Lines of at most 300 characters; what runs over goes on below, further in.</summary>
    private static IEnumerable<string> Wrap(string text, string indent)
    {
        var continuation = indent + Indent + Indent;
        foreach (var line in UntrustedText.Lines(text))
        {
            var rest = indent + line;
            while (rest.Length > Width)
            {
                var space = rest.LastIndexOf(' ', Width, Width - continuation.Length - 1);
                var cut =
                    space > 0 ? space
                    : char.IsHighSurrogate(rest[Width - 1]) ? Width - 1
                    : Width;
                yield return rest[..cut].TrimEnd();

                // What was in the middle of a line now starts one.
                rest = continuation + UntrustedText.Defused(rest[cut..].TrimStart());
            }

            yield return rest;
        }
    }
}
