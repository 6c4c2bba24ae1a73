using System.Text.Json.Nodes;

namespace Cekura.Agents.Protocols;

/// <summary>What was said so far, for agents that keep nothing themselves.</summary>
internal sealed class ChatHistory
{
    private readonly List<(string Role, string Text)> _turns = [];

    /// <summary>The caller's words; none when the agent speaks first.</summary>
    public void Caller(string text) => Add("user", text);

    public void Agent(string text) => Add("assistant", text);

    /// <summary>The turns in the form that most protocols share.</summary>
    public JsonArray ToJson() => [.. _turns.Select(turn => (JsonNode)new JsonObject { ["role"] = turn.Role, ["content"] = turn.Text })];

    private void Add(string role, string text)
    {
        if (text.Length > 0)
        {
            _turns.Add((role, text));
        }
    }
}
