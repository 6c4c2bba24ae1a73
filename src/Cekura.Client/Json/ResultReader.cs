using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads a result: its runs are an array, or an object whose keys are not to be trusted (contract, section 8; discrepancy D9).</summary>
internal static class ResultReader
{
    public static Result Read(JsonElement json) => json.ReadAs(AnswerJson.Default.Result) with
    {
        Runs = [.. json.Field("runs").Objects().Where(run => run.Field("id") is not null).Select(RunReader.Read).OrderBy(run => run.Id)],
        Source = json,
    };
}
