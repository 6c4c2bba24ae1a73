namespace Cekura.Cli.Pull;

/// <summary>Which scenarios of the service were asked for.</summary>
/// <param name="AgentId">The agent whose scenarios they are; null: those of a whole project.</param>
/// <param name="IsWhole">Whether nothing else narrowed the list (no tags, no folder), so that a scenario missing from it is gone.</param>
/// <param name="Name">How a manifest is called that does not exist yet; null: by its file.</param>
internal sealed record PullScope(long? AgentId, bool IsWhole, string? Name = null);
