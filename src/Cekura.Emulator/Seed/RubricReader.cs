using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>rubric</c>.</summary>
internal static class RubricReader
{
    public static RubricRule Read(SeedElement element, Section<Metric> metrics)
    {
        element.KnowOnly("metric", "field", "op", "value");
        var op = element.Require("op").Word("eq", "gte", "lte", "in");
        var value = element.Require("value");
        if (op == "in")
        {
            _ = value.Items();
        }
        else if (op is "gte" or "lte")
        {
            _ = value.Number();
        }
        else if (value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            throw value.Error($"{value.Path} must be a number or a text.");
        }

        return new(
            metrics.Resolve(element.Require("metric")),
            element.Get("field")?.Word("score", "enum", "value") ?? "score",
            op,
            value.Value
        );
    }
}
