using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    /// <summary>The property that holds the runs.</summary>
    public const string Runs = "runs";

    public static Result Read(JsonElement json) => With(json, json.Field(Runs).Objects().Where(RunReader.IsRun).Select(RunReader.Read));

    /// <summary>A result whose runs were cut out of it; what is no run among them is left out.</summary>
    public static Result Read(JsonElement json, IEnumerable<ReadOnlyMemory<byte>> runs) => With(json, runs.Select(RunReader.ReadBriefly).OfType<Run>());

    private static Result With(JsonElement json, IEnumerable<Run> runs) => json.ReadAs(AnswerJson.Default.Result) with { Runs = [.. runs.OrderBy(run => run.Id)], Source = json };
}
