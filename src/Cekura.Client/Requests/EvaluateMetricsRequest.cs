namespace Cekura.Client;

/// <summary>
/// Asks for new scores of existing runs (<c>POST /test_framework/v1/results/{id}/evaluate_metrics/</c>). Ids travel as texts: see
/// docs/service.md.
/// </summary>
internal sealed record EvaluateMetricsRequest(IReadOnlyList<string> RunIds, IReadOnlyList<string> MetricIds);
