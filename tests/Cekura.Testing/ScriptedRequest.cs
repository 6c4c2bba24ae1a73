using System.Text.Json.Nodes;

namespace Cekura.Testing;

/// <summary>A request that a <see cref="FaultScript"/> heard.</summary>
/// <param name="Call">Method, path and query, without the path that all requests share.</param>
/// <param name="Body">What was sent; null for nothing.</param>
/// <param name="IsNewer">Whether it asks the newer version of the API.</param>
public sealed record ScriptedRequest(string Call, JsonNode? Body, bool IsNewer);
