using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads the answer of a start, in its present and its older form (see docs/service.md).</summary>
internal static class StartedResultReader
{
    private static readonly FieldNames Names = new(
        "id",
        "status",
        "scenario",
        "scenario_name",
        "number",
        "inbound_number",
        "outbound_dial_window_closes_at"
    );

    public static StartedResult Read(JsonElement json)
    {
        var id = json.Field("id") ?? json.Field("result_id") ?? throw new JsonException("the id of the result is missing");

        // The conversations have begun: one run that cannot be read does not hide the result, which shows all of them.
        var unreadable = 0;
        return new()
        {
            Id = OptionalIdConverter.IdOf(id) ?? throw new JsonException("the id of the result is no number"),
            Name = json.TextField("name"),
            Status = RunStatusConverter.StatusOf(json.Field("status")),

            // "run_id" of the older form is not read: some pages use that name for the result.
            Runs = EntryReader.ReadEach(
                json.Field("runs").Objects().Where(run => run.Field("id") is not null),
                ReadRun,
                _ => unreadable++,
                mayAllBeUnreadable: true
            ),
            UnreadableRuns = unreadable,
            Source = json,
        };
    }

    private static StartedRun ReadRun(JsonElement json)
    {
        var run = new FieldTable(json, Names);
        return new()
        {
            Id = IdConverter.IdOf(run["id"] ?? default),
            Status = RunStatusConverter.StatusOf(run["status"]),
            ScenarioId = run["scenario"].AsId(),
            ScenarioName = run["scenario_name"].AsText(),
            Number = run["number"].AsText(),
            InboundNumber = run["inbound_number"].AsText(),
            OutboundDialWindowClosesAt = run["outbound_dial_window_closes_at"].AsMoment(),
        };
    }
}
