using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cekura.Contract.Tests.Schema;

/// <summary>The published OpenAPI documents, as far as the product uses them.</summary>
internal sealed class Slice
{
    private const string Version = "/test_framework/v1/";

    private static readonly Lazy<Slice> LazyPublished = new(() => new(Read()));
    private static readonly Lazy<Slice> LazyCorrected = new(() => new(Correction.Apply(KnownContradictions.All, Read())));

    private Slice(JsonObject json)
    {
        Json = json;
        var read = OpenApiDocument.Parse(json.ToJsonString(), "json");
        Document = read.Document
            ?? throw new InvalidDataException(string.Join('\n', read.Diagnostic?.Errors.Select(error => $"{error}") ?? []));
        Problems = [.. read.Diagnostic?.Errors.Select(error => $"{error}") ?? []];
    }

    /// <summary>As it was published.</summary>
    public static Slice Published => LazyPublished.Value;

    /// <summary>With the truth in the place of what is known to be wrong.</summary>
    public static Slice Corrected => LazyCorrected.Value;

    public JsonObject Json { get; }

    public OpenApiDocument Document { get; }

    /// <summary>What the reader of OpenAPI documents has against it.</summary>
    public IReadOnlyList<string> Problems { get; }

    public IEnumerable<SliceOperation> Operations =>
        from path in Document.Paths
        from operation in path.Value.Operations ?? []
        select new SliceOperation(operation.Key.Method, path.Key, operation.Value);

    /// <summary>The operation of that name.</summary>
    public SliceOperation this[string name] => Operations.Single(operation => operation.Name == name);

    /// <summary>How tables and messages write an operation: <c>GET runs/{id}/</c>.</summary>
    public static string NameOf(string method, string path) =>
        $"{method} {(path.StartsWith(Version, StringComparison.Ordinal) ? path[Version.Length..] : path)}";

    /// <summary>The operation that a request is for; null: none is documented.</summary>
    public SliceOperation? Find(string method, string path) =>
        Operations
            .Where(operation => operation.Method == method && operation.Takes(path))
            .MinBy(operation => operation.Path.Count(letter => letter == '{'));

    private static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Examples.Slice))!.AsObject();
}
