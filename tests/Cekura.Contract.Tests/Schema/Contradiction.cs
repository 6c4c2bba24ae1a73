using System.Text.Json.Nodes;

namespace Cekura.Contract.Tests.Schema;

/// <summary>Where the published slice is known to be wrong, and what is true instead.</summary>
/// <param name="Why">Section of CONTRACT.md, or number of docs/service.md (D1 …).</param>
/// <param name="Correct">Makes the true schema of the documented one. Null: nothing is documented there, and that is right.</param>
/// <param name="Where">
/// Places: the name of a schema, or an operation with a status, then a colon and the fields that lead there. <c>*</c> stands for anything
/// within a name, <c>[]</c> for the entries of an array.
/// </param>
internal sealed record Contradiction(string Why, Func<JsonNode?, JsonNode?> Correct, IReadOnlyList<string> Where)
{
    /// <summary>Marks a field that may be absent from an answer.</summary>
    public const string MayLackMark = "x-may-lack";

    private const string Null = """{"type":"null"}""";

    /// <summary>Something else is sent.</summary>
    public static Contradiction Instead(string why, string truth, params string[] where) => new(why, _ => JsonNode.Parse(truth)!, where);

    /// <summary>Something else may be sent as well.</summary>
    public static Contradiction Also(string why, string truth, params string[] where) =>
        new(
            why,
            documented =>
                documented is null ? null : new JsonObject { ["anyOf"] = new JsonArray(documented.DeepClone(), JsonNode.Parse(truth)) },
            where
        );

    /// <summary>Null is sent where there is nothing to say.</summary>
    public static Contradiction Nullable(string why, params string[] where) => Also(why, Null, where);

    /// <summary>A field that the slice demands is not always there.</summary>
    public static Contradiction MayLack(string why, params string[] where) =>
        new(
            why,
            documented =>
            {
                var schema = documented?.DeepClone();
                schema?[MayLackMark] = true;
                return schema;
            },
            where
        );
}
