using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>
/// Lines of an expected outcome that a judge cannot answer with met or unmet alone: two demands in one, words without a measure, what no
/// transcript shows. What a rule judges is not looked at.
/// </summary>
internal static partial class OutcomeLines
{
    private const int MaxLength = 80;
    private const string Verb =
        "(says?|asks?|confirms?|books?|offers?|tells?|reads?|gives?|sends?|explains?|apologi[sz]es?|ends?|thanks?|calls?|transfers?|hands?|checks?|repeats?|mentions?|states?|informs?|provides?|cancels?|moves?|answers?|responds?|refuses?|declines?|verif(y|ies)|identif(y|ies)|greets?|does|is|has|makes?|takes?|keeps?|lets?|shows?|sets?|creates?|updates?|collects?|requests?|suggests?|stays?|remains?)";

    private static readonly char[] Bullets = [' ', '\t', '-', '*', '•'];

    /// <summary>Warnings about the lines of an expected outcome.</summary>
    /// <param name="owner">Whose it is, as the beginning of a sentence.</param>
    /// <param name="text">The expected outcome.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="isJudged">Whether a line is judged by a rule already.</param>
    public static IEnumerable<ManifestDiagnostic> Check(
        string owner,
        string text,
        SourceLocation at,
        Func<string, bool>? isJudged = null
    ) =>
        from written in text.Split('\n')
        let line = written.Trim().Trim(Bullets)
        where line.Length > 0 && isJudged?.Invoke(line) is not true
        from problem in Problems(line)
        select new ManifestDiagnostic(
            problem.Code,
            DiagnosticSeverity.Warning,
            $"{owner} expects {Quoted.Text(line.Length > MaxLength ? line[..MaxLength] + "…" : line)}, {problem.Message}",
            at
        );

    private static IEnumerable<(string Code, string Message)> Problems(string line)
    {
        if (TwoDemands().IsMatch(line))
        {
            yield return (
                DiagnosticCodes.TwoDemands,
                "which are two demands: when one of them holds, the line is neither met nor unmet. Write each on a line of its own."
            );
        }

        if (NoMeasure().Match(line) is { Success: true } word)
        {
            yield return (
                DiagnosticCodes.NoMeasure,
                $"and nothing says what {Quoted.Text(word.Value)} is: two judges will answer differently. Write what the agent says or does then."
            );
        }

        if (NotInTranscript().Match(line) is { Success: true } sound)
        {
            yield return (
                DiagnosticCodes.NotInTranscript,
                $"and {Quoted.Text(sound.Value)} is nothing that the words of a conversation show. Write what is said or done, or measure it with a metric."
            );
        }
    }

    [GeneratedRegex(
        @"\b(and|but|as well as) (also |then |finally |does not |doesn't |never |the agent |it |must |should )*"
            + Verb
            + @"\b|;\s*\p{L}|(?<!\b(dr|mr|mrs|ms|prof|st|no))[.!]\s+(?-i:\p{Lu})\p{L}+ ",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex TwoDemands();

    [GeneratedRegex(
        @"\b(good(?! (morning|afternoon|evening|day))|(?<!as )well|nice|nicely|appropriate(ly)?|adequate(ly)?|proper(ly)?|correctly|professional(ly)?|reasonabl[ey]|satisfactor(y|ily)|helpful(ly)?|smooth(ly)?|efficient(ly)?|effective(ly)?|suitabl[ey]|high quality|as expected|handles? (it|this|the (call|request|situation|case)))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex NoMeasure();

    [GeneratedRegex(
        @"\b(tone( of voice)?|sounds|accent|pronunciation|pronounces|intonation|background noise|speaks? (too )?(slowly|fast|quickly|clearly|loudly)|(responds?|answers?|replies) (quickly|fast|promptly|immediately|instantly)|without (a )?(delay|lag|pause)|latency|volume)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex NotInTranscript();
}
