using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>A tool call whose name and arguments come in pieces.</summary>
internal sealed class ToolCallParts(string id)
{
    public string Id { get; } = id;

    /// <summary>Whether the agent itself said the id.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Its place among the calls of one answer; negative: not said.</summary>
    public int Index { get; init; } = -1;

    public StringBuilder Name { get; } = new();

    public StringBuilder Arguments { get; } = new();

    /// <summary>Adds what stands under <c>function</c>.</summary>
    public void Add(JsonNode? call)
    {
        if ((call as JsonObject)?["function"] is JsonObject function)
        {
            Name.Append(AgentJson.AsText(function["name"]));
            Arguments.Append(function["arguments"] is { } arguments ? AgentJson.Text(arguments) : "");
        }
    }
}
