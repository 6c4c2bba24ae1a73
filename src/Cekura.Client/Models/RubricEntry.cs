namespace Cekura.Client;

/// <summary>Outcome of one rubric rule of the project (<c>rubric[]</c> of <c>GET /test_framework/v2/runs/{id}/</c>).</summary>
public sealed record RubricEntry
{
    /// <summary>Id of the metric that the rule judges.</summary>
    public long? MetricId { get; init; }

    /// <summary>Its name.</summary>
    public string MetricName
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>The value that was judged, as text in the service's own notation; null when there was none.</summary>
    public string? Value { get; init; }

    /// <summary>Why the metric had that value.</summary>
    public IReadOnlyList<string> Explanation
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Whether the rule held; null when it was skipped.</summary>
    public bool? Passed { get; init; }

    /// <summary>The rule in words, for example <c>score lte 2000</c>.</summary>
    public string? Conditions { get; init; }
}
