using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cekura.Agents.Traces;

/// <summary>
/// What an agent is told so that its spans belong to a run: the headers <c>traceparent</c> (https://www.w3.org/TR/trace-context/) and
/// <c>baggage</c> (https://www.w3.org/TR/baggage/).
/// </summary>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="SpanId">16 hex digits: the parent of the agent's own spans.</param>
/// <param name="Baggage">The value of the header <c>baggage</c>.</param>
internal sealed record TraceContext(string TraceId, string SpanId, string Baggage)
{
    public const string ParentHeader = "traceparent";
    public const string BaggageHeader = "baggage";

    /// <summary>The same in the environment of a program (https://opentelemetry.io/docs/specs/otel/context/env-carriers/).</summary>
    public const string ParentVariable = "TRACEPARENT";

    /// <inheritdoc cref="ParentVariable"/>
    public const string BaggageVariable = "BAGGAGE";

    private const int TraceBytes = 16;
    private const int SpanBytes = 8;

    // Sampled: an agent that keeps to its parent's choice records.
    public string Parent => $"00-{TraceId}-{SpanId}-01";

    /// <summary>The context of a run, always the same for it.</summary>
    /// <param name="result">Id of the result.</param>
    /// <param name="run">Id of the run.</param>
    /// <param name="scenario">Id of the scenario.</param>
    /// <param name="started">When the run began: ids of runs begin anew on each machine, and a backend keeps the traces of all.</param>
    public static TraceContext Of(long result, long run, long scenario, DateTimeOffset started)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"cekura {result} {run} {started.UtcTicks}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return new(
            Convert.ToHexStringLower(hash.AsSpan(0, TraceBytes)),
            Convert.ToHexStringLower(hash.AsSpan(TraceBytes, SpanBytes)),
            string.Create(CultureInfo.InvariantCulture, $"cekura.run.id={run},cekura.result.id={result},cekura.scenario.id={scenario}")
        );
    }
}
