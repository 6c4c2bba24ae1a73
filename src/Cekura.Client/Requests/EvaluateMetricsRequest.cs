namespace Cekura.Client;

/// <summary>Asks for new scores of existing runs (contract, section 13; ids travel as texts, D16).</summary>
internal sealed record EvaluateMetricsRequest(IReadOnlyList<string> RunIds, IReadOnlyList<string> MetricIds);
