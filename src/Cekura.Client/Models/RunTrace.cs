using System.Text.Json;

namespace Cekura.Client;

/// <summary>What the agent recorded of a run (<c>GET /test_framework/v1/runs/{id}/trace/</c>).</summary>
/// <param name="TraceId">32 hex digits, the same as <see cref="Run.TraceId"/>.</param>
/// <param name="Spans">OpenTelemetry's data, as the service got it. Agents write it: its texts are untrusted, and may hold secrets.</param>
public sealed record RunTrace(string TraceId, JsonElement Spans)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("null"u8);

    internal static RunTrace Read(JsonElement json) => new(json.TextField("trace_id") ?? "", json.Field("spans")?.Clone() ?? Nothing);
}
