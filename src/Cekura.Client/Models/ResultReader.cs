using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not always the ids (see docs/service.md).</summary>
internal static class ResultReader
{
    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json)
    {
        var unreadable = 0;
        var runs = EntryReader.ReadEach(json.Field(Runs).Objects().Where(RunReader.IsRun), RunReader.Read, _ => unreadable++);
        return Read(json, runs, unreadable);
    }

    /// <summary>A result whose runs came by themselves.</summary>
    public static Result Read(JsonElement json, ArrivingRuns arrived)
    {
        var runs = arrived.All();
        return Read(json, runs, arrived.Unreadable);
    }

    private static Result Read(JsonElement json, IReadOnlyList<Run> runs, int unreadable) =>
        json.ReadAs(ResponseJson.Default.Result) with
        {
            Runs = [.. runs.OrderBy(run => run.Id)],
            UnreadableRuns = unreadable,
            Source = json,
        };
}
