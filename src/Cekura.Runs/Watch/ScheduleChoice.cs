using System.Text.Json;
using Cekura.Manifests.Modes;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Watch;

/// <summary>
/// Which schedule suits runs. Only runs that say themselves that they are emulated are polled often: what answers on this machine may as
/// well be a proxy to the service.
/// </summary>
internal static class ScheduleChoice
{
    /// <summary>For the runs of a request to the service.</summary>
    public static PollSchedule For(StartBatch batch) =>
        ModeTable.Find(batch.Mode) is { IsSpoken: true } ? PollSchedule.Voice : PollSchedule.Text;

    /// <summary>
    /// For a result or a run of the service, as it was sent by <c>POST /test_framework/v1/scenarios/run_scenarios…/</c>, <c>GET
    /// …/results/{id}/</c> or <c>GET …/runs/{id}/</c>: it has <c>run_as_text</c>, <c>run_type</c>, or both; without either the quicker
    /// schedule does no harm.
    /// </summary>
    public static PollSchedule For(JsonElement source)
    {
        var isText = Member(source, "run_as_text");
        var type = Member(source, "run_type");
        return type?.ValueKind == JsonValueKind.String && type.Value.GetString() is "Text" or "WebSocket" ? PollSchedule.Text
            : isText?.ValueKind == JsonValueKind.False
            || (isText?.ValueKind != JsonValueKind.True && type?.ValueKind == JsonValueKind.String)
                ? PollSchedule.Voice
            : PollSchedule.Text;
    }

    private static JsonElement? Member(JsonElement source, string name) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty(name, out var value) ? value : null;
}
