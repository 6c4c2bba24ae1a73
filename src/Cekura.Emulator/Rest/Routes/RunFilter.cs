using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>Filters of <c>GET runs/</c>. Parameters that are not here do not narrow the list.</summary>
internal static class RunFilter
{
    public static IReadOnlyList<EmulatedRun> Apply(ApiRequest request, IReadOnlyList<EmulatedRun> runs)
    {
        var results = Ids(request, "result_id", "result__id");
        var agents = Ids(request, "agent_id", "result__agent_id", "result__agent_id__in");
        var ids = Ids(request, "id", "id__in");
        var scenarios = Ids(request, "scenario__id", "scenario__id__in", "scenarios");
        var personalities = Ids(request, "personality__id", "personality__id__in", "personalities");
        var statuses = Statuses(request);
        var success = Success(request);
        return
        [
            .. runs.Where(run =>
                (results?.Contains(run.Result.Id) ?? true)
                && (agents?.Contains(run.Agent.Id) ?? true)
                && (ids?.Contains(run.Id) ?? true)
                && (scenarios?.Contains(run.Scenario.Id) ?? true)
                && (personalities?.Contains(run.Personality?.Id ?? 0) ?? true)
                && (statuses?.Contains(run.State.Status) ?? true)
                && (success is null || run.State.Success == success)
            ),
        ];
    }

    private static IReadOnlyList<long>? Ids(ApiRequest request, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (request.Integers(name) is { } ids)
            {
                return ids;
            }
        }

        return null;
    }

    private static string[]? Statuses(ApiRequest request)
    {
        var statuses = (request.Text("status") ?? request.Text("status__in"))?.Split(',', StringSplitOptions.TrimEntries);
        return statuses?.FirstOrDefault(status => !RunStatus.All.Contains(status)) is { } unknown
            ? throw RefusedException.Field("status", $"Select a valid choice. {unknown} is not one of the available choices.")
            : statuses;
    }

    private static bool? Success(ApiRequest request) =>
        request.Text("success")?.ToLowerInvariant() switch
        {
            null => null,
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw RefusedException.Field("success", "Must be a valid boolean."),
        };
}
