namespace Cekura.Client;

/// <summary>Ends an API chat.</summary>
/// <param name="Reason">Why; null: not said.</param>
internal sealed record ChatEnd(string? Reason);
