using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    private const int LeastShare = 500;

    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json) => With(json, json.Field(Runs).Objects().Where(RunReader.IsRun).Select(RunReader.Read));

    /// <summary>A result whose runs were cut out of it; what is no run among them is left out.</summary>
    public static Result Read(JsonElement json, IReadOnlyList<ReadOnlyMemory<byte>> entries) => With(json, ReadMany(entries).OfType<Run>());

    /// <remarks>
    /// Of very many each core takes a part, on threads of their own: somebody waits for the answer, and in a test host the threads of the pool may be waiting
    /// for the platform.
    /// </remarks>
    private static Run?[] ReadMany(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var runs = new Run?[entries.Count];
        var readers = Math.Clamp(entries.Count / LeastShare, 1, Environment.ProcessorCount);
        if (readers == 1)
        {
            ReadShare(0);
            return runs;
        }

        // Only when all have ended the memory of the answer may be given back.
        Task.WhenAll(Enumerable.Range(0, readers).Select(Start)).GetAwaiter().GetResult();
        return runs;

        Task Start(int reader) => Task.Factory.StartNew(() => ReadShare(reader), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        void ReadShare(int reader)
        {
            for (var i = reader * entries.Count / readers; i < (reader + 1) * entries.Count / readers; i++)
            {
                runs[i] = RunReader.ReadBriefly(entries[i]);
            }
        }
    }

    private static Result With(JsonElement json, IEnumerable<Run> runs) => json.ReadAs(AnswerJson.Default.Result) with { Runs = [.. runs.OrderBy(run => run.Id)], Source = json };
}
