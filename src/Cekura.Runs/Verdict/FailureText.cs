using Cekura.Client;
using Cekura.Runs.Report;

namespace Cekura.Runs.Verdict;

/// <summary>Writes the text of a verdict: what happened, what is behind it, where the run is.</summary>
internal sealed class FailureText(DashboardLink dashboard)
{
    /// <summary>What a test result may hold before viewers and servers cut it.</summary>
    public const int Limit = 4000;

    private const int Width = 300;
    private const string Indent = "  ";

    public string Write(string headline, IEnumerable<string> details, Run run) => Fit(headline, details, [.. Footer(run)]);

    /// <summary>A text about a start that created no run.</summary>
    public static string WithoutRun(string headline, params IEnumerable<string> details) => Fit(headline, details, []);

    /// <summary>A value inside a sentence that ends with its own full stop.</summary>
    public static string Phrase(string text) => UntrustedText.Line(text).TrimEnd('.', ' ');

    private IEnumerable<string> Footer(Run run)
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
        if (dashboard.IsEmulated || dashboard.Url(run) is not null)
        {
            yield return dashboard.Describe(run);
        }
    }

    private static string Fit(string headline, IEnumerable<string> details, IReadOnlyList<string> foot)
    {
        const string More = $"{Indent}… cut: the run's own page and the attached transcript have the rest";
        var lines = Wrap(headline, "").Concat(details.SelectMany(detail => Wrap(detail, Indent))).ToList();
        var room = Limit - foot.Append(More).Sum(line => line.Length + 1);
        var kept = lines.TakeWhile(line => (room -= line.Length + 1) >= 0).ToList();
        return string.Join('\n', [.. kept, .. kept.Count < lines.Count ? [More] : Array.Empty<string>(), .. foot]);
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
                var cut = space > 0 ? space : char.IsHighSurrogate(rest[Width - 1]) ? Width - 1 : Width;
                yield return rest[..cut].TrimEnd();

                // What was in the middle of a line now starts one.
                rest = continuation + UntrustedText.Defused(rest[cut..].TrimStart());
            }

            yield return rest;
        }
    }
}
