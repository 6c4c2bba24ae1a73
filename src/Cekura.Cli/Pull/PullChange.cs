namespace Cekura.Cli.Pull;

/// <summary>One difference between manifest and service.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ScenarioId">Id of the scenario.</param>
/// <param name="Name">Its name; the service's, of one that is gone the manifest's.</param>
/// <param name="Fields">The manifest's properties that changed; empty unless <see cref="PullChangeKind.Updated"/>.</param>
internal sealed record PullChange(PullChangeKind Kind, long ScenarioId, string Name, IReadOnlyList<string> Fields);
