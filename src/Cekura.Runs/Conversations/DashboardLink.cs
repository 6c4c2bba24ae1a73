using System.Globalization;
using Cekura.Client;

namespace Cekura.Runs.Conversations;

/// <summary>Where people see a run.</summary>
internal sealed class DashboardLink
{
    private readonly long? _projectId;

    private DashboardLink(long? projectId, bool isEmulated)
    {
        _projectId = projectId;
        IsEmulated = isEmulated;
    }

    /// <summary>For runs of the service whose project is not known: there is no address, only ids.</summary>
    public static DashboardLink WithoutProject { get; } = new(projectId: null, isEmulated: false);

    /// <summary>For runs of the emulator: there is no dashboard, and everything says <c>emulated</c>.</summary>
    public static DashboardLink Emulated { get; } = new(projectId: null, isEmulated: true);

    /// <summary>Whether all runs are emulated. Runs may say so themselves.</summary>
    public bool IsEmulated { get; }

    /// <summary>For runs of the service in a project.</summary>
    /// <param name="projectId">The project's id; null when it is not known.</param>
    public static DashboardLink ForProject(long? projectId) => projectId is null ? WithoutProject : new(projectId, isEmulated: false);

    /// <summary>
    /// Whether a run is emulated: by what it says itself, too, since an emulator that is served has an address like the service.
    /// </summary>
    internal bool IsEmulatedRun(Run? run) => IsEmulated || (run is not null && RunOrigin.IsEmulated(run));

    /// <summary>The run's page, <c>https://dashboard.cekura.ai/742/results/987?call_id=5544</c>; null when there is none.</summary>
    public string? Url(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return !IsEmulatedRun(run) && (_projectId, run.ResultId) is ({ } project, { } result)
            ? string.Create(CultureInfo.InvariantCulture, $"https://dashboard.cekura.ai/{project}/results/{result}?call_id={run.Id}")
            : null;
    }

    /// <summary>The run's page, else <c>emulated</c>, else its ids: <c>result 987, run 5544</c>.</summary>
    public string Describe(Run run) => Url(run) ?? (IsEmulatedRun(run) ? "emulated" : Ids(run));

    private static string Ids(Run run) =>
        run.ResultId is { } result
            ? string.Create(CultureInfo.InvariantCulture, $"result {result}, run {run.Id}")
            : string.Create(CultureInfo.InvariantCulture, $"run {run.Id}");
}
