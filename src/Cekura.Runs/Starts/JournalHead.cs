using Cekura.Runs.Processes;

namespace Cekura.Runs.Starts;

/// <summary>Whose starts a journal holds.</summary>
/// <param name="Project">Name of the test project.</param>
/// <param name="ProjectDirectory">Its folder, absolute: two checkouts are two projects.</param>
/// <param name="ApiUrl">The service that was asked.</param>
/// <param name="Started">When the session began, UTC.</param>
internal sealed record JournalHead(string Project, string ProjectDirectory, Uri ApiUrl, DateTimeOffset Started)
{
    /// <summary>The process that writes it; null in a journal that does not say.</summary>
    public ProcessIdentity? Owner { get; init; }

    /// <summary>Whether the process could lock the file.</summary>
    public bool IsLocked { get; init; } = true;

    /// <summary>Whether both are sessions of one project with one service.</summary>
    internal bool IsSameProject(JournalHead other) =>
        Project == other.Project && ProjectDirectory == other.ProjectDirectory && ApiUrl == other.ApiUrl;
}
