using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;
using Cekura.Voice.Activity;
using Cekura.Voice.Measures;

namespace Cekura.Cli.Calls;

/// <summary>What a recording shows, for people and for machines.</summary>
/// <param name="path">The file.</param>
/// <param name="agent">The agent's channel.</param>
/// <param name="rate">Samples a second.</param>
/// <param name="measures">What was measured.</param>
internal sealed class CallReport(string path, string agent, int rate, CallMeasures measures)
{
    private const string Missing = "–";

    private IEnumerable<(string Name, double? Value, string Of)> Rows =>
        [
            ("Latency (in ms)", measures.Latency.Mean, $"mean of {Counted.Of(measures.Latency.Count, "answer")}"),
            ("Latency (in ms), P50", measures.Latency.Percentile(50), "shown from 2 answers"),
            ("Latency (in ms), P95", measures.Latency.Percentile(95), "shown from 20 answers"),
            ("Latency (in ms), longest", measures.Latency.Max, ""),
            (
                "AI Interrupting User",
                measures.AgentInterruptions,
                $"in {Counted.Of(measures.Timeline.AgentTurns.Count, "turn")} of the agent"
            ),
            ("User Interrupting AI", measures.CallerInterruptions, ""),
            (
                "Stop Time After User Interruption (ms)",
                measures.StopTime.Mean,
                $"mean of {Counted.Of(measures.StopTime.Count, "interruption")}"
            ),
            ("Interruption Score", measures.InterruptionScore, "0 to 5"),
            ("Talk Ratio", measures.TalkRatio, "the agent's share of speech, 0 to 1"),
            (
                "Detect Silence in Conversation",
                measures.Silences,
                $"of {Number(CallMeasures.MinSilence.TotalSeconds)} s or more; the longest {Number(measures.LongestSilence.TotalSeconds)} s"
            ),
            ("Average Pitch (in Hz)", measures.Pitch, "of the agent"),
            ("Response rate", measures.Answered.Rate, Share(measures.Answered, "turns of the caller")),
            ("Yield rate", measures.Yielded.Rate, Share(measures.Yielded, "interruptions of the caller")),
        ];

    /// <summary>Whether both sides spoke: nothing is measured of a call in which one did not.</summary>
    public bool IsHeard => measures.Timeline is { Caller.Count: > 0, Agent.Count: > 0 };

    public string ToText(int? width)
    {
        var table = new TextTable("MEASURE", "VALUE", "OF");
        foreach (var (name, value, of) in Rows)
        {
            table.Add(name, value is { } number ? Number(number) : Missing, of);
        }

        return $"{Silent}{path}: {Number(measures.Timeline.Length.TotalSeconds)} s, the agent on the {agent}.\n\n{table.Write(width)}";
    }

    public JsonNode ToJson() =>
        new JsonObject
        {
            ["file"] = path,
            ["heard"] = IsHeard,
            ["seconds"] = measures.Timeline.Length.TotalSeconds,
            ["rate"] = rate,
            ["agent"] = agent,
            ["measures"] = new JsonArray([
                .. Rows.Select(row =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = row.Name,
                            ["value"] = row.Value,
                            ["of"] = row.Of,
                        }
                ),
            ]),
            ["caller_speech"] = Speeches(measures.Timeline.Caller),
            ["agent_speech"] = Speeches(measures.Timeline.Agent),
        };

    private string Silent =>
        (measures.Timeline.Caller.Count, measures.Timeline.Agent.Count) switch
        {
            (0, 0) => "Not heard: both channels are silent.\n",
            (_, 0) => "Not heard: the agent's channel is silent. Nothing can be said of it.\n",
            (0, _) => "Not heard: the caller's channel is silent, so the agent answered nothing. Is it the other channel (--agent)?\n",
            _ => "",
        };

    private static JsonArray Speeches(IEnumerable<Speech> speeches) =>
        [
            .. speeches.Select(speech =>
                (JsonNode)
                    new JsonObject
                    {
                        ["from_ms"] = Math.Round(speech.From.TotalMilliseconds),
                        ["to_ms"] = Math.Round(speech.To.TotalMilliseconds),
                    }
            ),
        ];

    private static string Share(Share share, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{share.Count} of {share.Total} {what}; a rate from {Voice.Measures.Share.MinTotal}");

    private static string Number(double value) => NumberText.Of(Math.Round(value, Math.Abs(value) >= 100 ? 0 : 2));
}
