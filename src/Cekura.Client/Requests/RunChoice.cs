using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Which runs are promoted: all, a number of them, or some by id (<c>runs</c> of <c>POST /test_framework/test-sets/create_from_runs/</c>).
/// </summary>
[JsonConverter(typeof(RunChoiceConverter))]
public sealed record RunChoice
{
    private RunChoice(JsonNode json) => Json = json;

    /// <summary>Every run.</summary>
    public static RunChoice All { get; } = new(JsonValue.Create("all"));

    internal JsonNode Json { get; }

    /// <summary>As many runs as this, at least 1; which ones is not published.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static RunChoice Count(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(JsonValue.Create(count));
    }

    /// <summary>The runs with these ids.</summary>
    public static RunChoice Of(IEnumerable<long> ids) => new(new JsonArray([.. ids.Select(id => (JsonNode)JsonValue.Create(id))]));
}
