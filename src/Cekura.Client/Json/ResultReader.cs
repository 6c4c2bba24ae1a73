using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    /// <summary>How many runs are read at a time.</summary>
    private const int Share = 500;

    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json) => With(json, json.Field(Runs).Objects().Where(RunReader.IsRun).Select(RunReader.Read));

    /// <summary>A result whose runs were cut out of it; what is no run among them is left out.</summary>
    public static Result Read(JsonElement json, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        // This thread reads as well, so nothing waits for others, and of few none is asked.
        var runs = new Run?[entries.Count];
        try
        {
            Parallel.For(0, (entries.Count + Share - 1) / Share, part =>
            {
                for (var i = part * Share; i < Math.Min((part + 1) * Share, entries.Count); i++)
                {
                    runs[i] = RunReader.ReadBriefly(entries[i]);
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return With(json, runs.OfType<Run>());
    }

    private static Result With(JsonElement json, IEnumerable<Run> runs) => json.ReadAs(AnswerJson.Default.Result) with { Runs = [.. runs.OrderBy(run => run.Id)], Source = json };
}
