using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json) => Read(json, json.Field(Runs).Objects());

    /// <param name="json">The result, which may lack its runs.</param>
    /// <param name="runs">The runs.</param>
    public static Result Read(JsonElement json, IEnumerable<JsonElement> runs) => json.ReadAs(AnswerJson.Default.Result) with
    {
        Runs = [.. runs.Where(run => run.Field("id") is not null).Select(RunReader.Read).OrderBy(run => run.Id)],
        Source = json,
    };
}
