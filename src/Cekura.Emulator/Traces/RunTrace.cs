using Cekura.Agents.Traces;

namespace Cekura.Emulator.Traces;

/// <summary>What an agent recorded of one run.</summary>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="Spans">Its spans, as they came.</param>
/// <param name="Dropped">How many more came than are kept.</param>
internal sealed record RunTrace(string TraceId, IReadOnlyList<AgentSpan> Spans, int Dropped = 0);
