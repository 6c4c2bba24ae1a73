using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json) => Read(json, json.Field(Runs).Objects().Where(RunReader.IsRun).Select(RunReader.Read));

    /// <summary>A result whose runs came by themselves.</summary>
    public static Result Read(JsonElement json, IEnumerable<Run> runs) =>
        json.ReadAs(AnswerJson.Default.Result) with { Runs = [.. runs.OrderBy(run => run.Id)], Source = json };
}
