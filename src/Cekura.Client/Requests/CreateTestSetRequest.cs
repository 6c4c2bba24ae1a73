using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Promotes a run to a test set (<c>POST /test_framework/test-sets/create_from_run/</c>).</summary>
public sealed record CreateTestSetRequest
{
    /// <summary>Id of the run.</summary>
    public required long RunId { get; init; }

    /// <summary>What its metrics should score; the service requires at least the list.</summary>
    public required IReadOnlyList<TestSetMetric> Metrics { get; init; }

    /// <summary>Name of the test set; null: the id of the run.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the project; null: that of the key.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }
}
