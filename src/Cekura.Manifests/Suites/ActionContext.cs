namespace Cekura.Manifests.Suites;

/// <summary>Where an action stands.</summary>
/// <param name="IsOpening">Whether it belongs to the first condition.</param>
/// <param name="IsFollowUp">Whether its condition follows another entry.</param>
/// <param name="IsFixed">Whether it is said word for word; null when the file does not say.</param>
internal sealed record ActionContext(bool IsOpening, bool IsFollowUp, bool? IsFixed);
