using System.Text.Json.Nodes;
using Cekura.Client;

namespace Cekura.Runs.Agents;

/// <summary>An agent that answers over HTTP: a POST for each turn of the caller, with the conversation so far.</summary>
internal sealed class EndpointAgent(AgentEndpoint endpoint, Uri address) : IChatAgent
{
    private readonly JsonArray _conversation = [];

    public string LastLines => "";

    public async Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken)
    {
        Add("Testing Agent", turn.Content);
        var question = new JsonObject
        {
            ["content"] = turn.Content,
            ["run_id"] = turn.RunId,
            ["scenario_id"] = turn.ScenarioId,
            ["conversation"] = _conversation.DeepClone(),
        };
        try
        {
            var answer = AgentTurn.Read(await endpoint.AskAsync(address, question, cancellationToken).ConfigureAwait(false));
            Add("Main Agent", answer.Content);
            return answer;
        }
        catch (AgentEndpointException e)
        {
            throw new ChatException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        endpoint.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Add(string role, string? content)
    {
        if (content is not null)
        {
            _conversation.Add((JsonNode)new JsonObject { ["role"] = role, ["content"] = content });
        }
    }
}
