using System.Text.Json.Nodes;

namespace Cekura.Testing;

/// <summary>What a <see cref="ModelStub"/> was asked.</summary>
/// <param name="Number">From 0, in the order in which questions came.</param>
/// <param name="Body">The whole question.</param>
/// <param name="Authorization">Its header; null: none.</param>
/// <param name="Path">Where it was asked.</param>
public sealed record StubQuestion(int Number, JsonObject Body, string? Authorization, string Path)
{
    /// <summary>Name of the model.</summary>
    public string Model => (string)Body["model"]!;

    /// <summary>Authors and words, the oldest first.</summary>
    public IReadOnlyList<(string Author, string Content)> Messages =>
        [.. Body["messages"]!.AsArray().Select(message => ((string)message!["role"]!, (string)message["content"]!))];

    /// <summary>The rules: what the first message says.</summary>
    public string Rules => Messages[0].Content;

    /// <summary>What the model answers to: the last message.</summary>
    public string Last => Messages[^1].Content;

    /// <summary><c>json_schema</c>, <c>json_object</c>, or null where nothing is said of the form.</summary>
    public string? Form => (string?)Body["response_format"]?["type"];

    /// <summary>Name of the schema; null: none.</summary>
    public string? Schema => (string?)Body["response_format"]?["json_schema"]?["name"];

    /// <summary>Whether it says how much chance there is to be.</summary>
    public bool HasTemperature => Body.ContainsKey("temperature");

    /// <summary>Whether it says which chance.</summary>
    public bool HasSeed => Body.ContainsKey("seed");
}
