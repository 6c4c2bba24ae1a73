using Cekura.Agents.Traces;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>A run's trace, read.</summary>
internal static class RunSpans
{
    /// <summary>What the trace of a run says; null when it has none, or one in a form that is not known.</summary>
    public static AgentTrace? Of(Run run) => Spans(run) is { Count: > 0 } spans ? AgentTrace.Of(spans) : null;

    /// <summary>Where the time of each turn of the agent went, by the index of the turn; empty without a trace.</summary>
    public static IReadOnlyDictionary<int, TurnLatency> Latencies(Run run)
    {
        var latencies = new Dictionary<int, TurnLatency>();
        if (RunTiming.Start(run) is not { } start || Of(run) is not { } trace)
        {
            return latencies;
        }

        TimeSpan? asked = null;
        foreach (var (index, turn) in run.TranscriptTurns.Index())
        {
            if (turn.Role == SpeakerRole.Caller)
            {
                asked = turn.End ?? turn.Start;
            }
            else if (turn.Role == SpeakerRole.Agent && asked is { } from && turn.Start is { } to)
            {
                latencies[index] = trace.Latency(start + from, start + to);
                asked = null;
            }
        }

        return latencies;
    }

    private static IReadOnlyList<AgentSpan> Spans(Run run)
    {
        try
        {
            return run.Trace is { } trace ? OtlpJson.Read(trace.Spans) : [];
        }
        catch (OtlpException)
        {
            return [];
        }
    }
}
