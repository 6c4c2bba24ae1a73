namespace Cekura.Testing;

/// <summary>A request that reached a <see cref="ScriptedHandler"/>.</summary>
public sealed record SentRequest(string Method, string Address, string? Body, IReadOnlyDictionary<string, string> Headers);
