using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads the answer of a start, in its present and its older form (contract, section 6.2; discrepancy D1).</summary>
internal static class StartedResultReader
{
    public static StartedResult Read(JsonElement json)
    {
        var id = json.Field("id") ?? json.Field("result_id") ?? throw new JsonException("the id of the result is missing");
        return new()
        {
            Id = OptionalIdConverter.IdOf(id) ?? throw new JsonException("the id of the result is no number"),
            Name = json.TextField("name"),
            Status = RunStatusConverter.StatusOf(json.Field("status")),

            // "run_id" of the older form is not read: some pages use that name for the result.
            Runs = [.. json.Field("runs").Objects().Where(run => run.Field("id") is not null).Select(ReadRun)],
            Source = json,
        };
    }

    private static StartedRun ReadRun(JsonElement json) => new()
    {
        Id = IdConverter.IdOf(json.Field("id") ?? default),
        Status = RunStatusConverter.StatusOf(json.Field("status")),
        ScenarioId = json.IdField("scenario"),
        ScenarioName = json.TextField("scenario_name"),
        Number = json.TextField("number"),
        InboundNumber = json.TextField("inbound_number"),
        OutboundDialWindowClosesAt = json.MomentField("outbound_dial_window_closes_at"),
    };
}
