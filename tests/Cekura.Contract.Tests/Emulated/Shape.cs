using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>Which fields the objects of some JSON have, by place: <c>$.runs{}.evaluation.metrics[]</c>.</summary>
internal static class Shape
{
    // Whatever provider, profile, tool or project put there.
    private static readonly string[] Free =
    [
        "metadata",
        "information",
        "test_profile_data",
        "extra",
        "data",
        "run_settings",
        "overall_evaluation",
        "instructions",
        "runs_by_tags",
        "latency_data",
        "websocket_headers",
        "message_plan",
        "provider_call_details",
        "generated_mock_tool_entries",
        "dynamic_variable_values",
        "dropoff_nodes",
        "topic_nodes",
        "failed_reasons",
        "ai_summary",
        "next_steps",
        "path_coverage",
        "information_fields",
    ];

    public static IEnumerable<(string Place, JsonObject Object)> Objects(JsonNode? json, string place = "$") =>
        json switch
        {
            JsonArray items => items.SelectMany(item => Objects(item, $"{place}[]")),
            JsonObject keyed when keyed.Count > 0 && keyed.All(entry => entry.Key.All(char.IsAsciiDigit)) => keyed.SelectMany(entry =>
                Objects(entry.Value, $"{place}{{}}")
            ),
            JsonObject entries => entries
                .Where(entry => !Free.Contains(entry.Key))
                .SelectMany(entry => Objects(entry.Value, $"{place}.{entry.Key}"))
                .Prepend((place, entries)),
            _ => [],
        };

    /// <summary>By place, the fields that every object there has. Empty objects say "nothing yet" and are left out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Always(IEnumerable<JsonNode> all) =>
        all.SelectMany(json => Objects(json))
            .Where(entry => entry.Object.Count > 0)
            .GroupBy(entry => entry.Place)
            .ToDictionary(
                place => place.Key,
                IReadOnlySet<string> (place) =>
                    place
                        .Select(entry => entry.Object.Select(each => each.Key))
                        .Aggregate((common, next) => common.Intersect(next))
                        .ToHashSet()
            );
}
