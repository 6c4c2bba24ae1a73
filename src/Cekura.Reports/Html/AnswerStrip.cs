using System.Globalization;
using Cekura.Client;

namespace Cekura.Reports.Html;

/// <summary>How long the caller waited for each turn of the agent, drawn beside the longest wait of the conversation.</summary>
/// <param name="longest">That wait.</param>
internal sealed class AnswerStrip(TimeSpan longest)
{
    /// <summary>From here on callers ask whether anyone is there.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    public static AnswerStrip Of(IReadOnlyList<TranscriptTurn> turns, IReadOnlyList<TalkEvent> events)
    {
        var longest = TimeSpan.Zero;
        foreach (var one in events)
        {
            if (turns[one.Index].Role == SpeakerRole.Agent && one.Answer > longest)
            {
                longest = one.Answer.Value;
            }
        }

        return new(longest);
    }

    public void Write(HtmlWriter html, TimeSpan wait)
    {
        if (longest > TimeSpan.Zero)
        {
            html.Write(
                $" <svg class=\"answer\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"rest\" width=\"100\" height=\"4\"/><rect class=\"{(wait >= Slow ? "bad" : "some")}\" width=\"{(100 * (wait / longest)).ToString("0.#", CultureInfo.InvariantCulture)}\" height=\"4\"/></svg>"
            );
        }
    }
}
