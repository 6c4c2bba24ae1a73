using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Runs.Conversations;
using Cekura.Voice.Calls;

namespace Cekura.Cli.Calls;

/// <summary>What came of a call, for people and for machines.</summary>
/// <param name="url">Where the agent listens.</param>
/// <param name="placed">What was said.</param>
/// <param name="call">The call, over.</param>
/// <param name="measured">What its recording shows.</param>
internal sealed class PlacedReport(string url, PlacedCall placed, Call call, CallReport measured)
{
    private const string NotWrittenDown = "(words not written down: --ears)";

    public int ExitCode =>
        IsTooBusy ? Output.ExitCode.Infrastructure
        : call.End is { IsInOrder: false } || placed.IsUnanswered || !measured.IsHeard ? Output.ExitCode.Failed
        : Output.ExitCode.Success;

    // A machine too busy to keep time shows nothing about the agent.
    private bool IsTooBusy => call.Lateness.P99 > Lateness.Max;

    private string Headline =>
        IsTooBusy ? $"Not measured: this machine was too busy for a call. One of 100 frames was more than {Late} ms late."
        : call.End is { IsInOrder: false } broken ? $"The agent {broken.Why}."
        : placed.IsUnanswered ? "Not answered: the agent did not answer the caller's last words."
        : call.End is { } end ? $"The agent {end.Why}."
        : "The caller hung up after the last answer.";

    private string Late => ((long)(call.Lateness.P99 ?? TimeSpan.Zero).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    public string ToText(int? width)
    {
        var turns = new TextTable("AT", "WHO", "WORDS");
        foreach (var turn in placed.Turns)
        {
            turns.Add(RunTiming.Clock(turn.From), turn.IsCaller ? "caller" : "agent", turn.Words ?? NotWrittenDown);
        }

        var remarks = string.Concat(Remarks.Select(remark => $"{remark}\n"));
        return $"{Headline}\n{remarks}\n{turns.Write(width)}\n{measured.ToText(width)}";
    }

    public JsonNode ToJson()
    {
        var json = measured.ToJson().AsObject();
        json["url"] = url;
        json["outcome"] = Headline;
        json["answered"] = !placed.IsUnanswered;
        json["late_p99_ms"] = call.Lateness.P99?.TotalMilliseconds;
        json["remarks"] = new JsonArray([.. Remarks.Select(remark => (JsonNode)remark)]);
        json["turns"] = new JsonArray([
            .. placed.Turns.Select(turn =>
                (JsonNode)
                    new JsonObject
                    {
                        ["speaker"] = turn.IsCaller ? "caller" : "agent",
                        ["words"] = turn.Words,
                        ["from_ms"] = Math.Round(turn.From.TotalMilliseconds),
                        ["to_ms"] = Math.Round(turn.To.TotalMilliseconds),
                    }
            ),
        ]);
        return json;
    }

    private IEnumerable<string> Remarks =>
        call.RecordingError is { } error ? [.. call.Remarks, $"The recording ends before the call does: {error}"] : call.Remarks;
}
