using System.Text.Json.Nodes;

namespace Cekura.Agents.Tests.Wire;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Line">Its first line: <c>POST /chat HTTP/1.1</c>.</param>
/// <param name="Headers">Its headers, names in lower case.</param>
/// <param name="Body">Its body.</param>
internal sealed record WireRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Line.Split(' ')[1];

    public JsonNode Json => JsonNode.Parse(Body)!;
}
