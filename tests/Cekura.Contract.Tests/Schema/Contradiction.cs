using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Schema;

/// <summary>Where the published slice is known to be wrong, and what is true instead.</summary>
/// <param name="Why">Section or discrepancy (D1 …) of CONTRACT.md.</param>
/// <param name="Truth">The schema of what is really sent, as JSON; null: what is documented, or null.</param>
/// <param name="Where">
/// Places: the name of a schema or an operation with its status, a colon, and the fields that lead there. <c>*</c> stands for anything
/// within a name, <c>[]</c> for the entries of an array.
/// </param>
internal sealed record Contradiction(string Why, string? Truth, params string[] Where)
{
    public JsonNode Corrected(JsonNode? documented) => (Truth, documented) switch
    {
        ({ } truth, _) => JsonNode.Parse(truth)!,
        (_, { } known) => new JsonObject { ["anyOf"] = new JsonArray(known.DeepClone(), new JsonObject { ["type"] = "null" }) },
        _ => throw new InvalidOperationException($"Nothing is documented at {string.Join(", ", Where)} that could be null."),
    };
}
