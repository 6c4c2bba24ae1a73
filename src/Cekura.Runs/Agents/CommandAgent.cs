using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Agents;

/// <summary>An agent that is a program: a line of JSON for each turn of the caller, and one for each answer.</summary>
internal sealed class CommandAgent(IStartedCommand command) : IChatAgent
{
    public string LastLines => command.LastLines;

    public async Task<AgentTurn> AnswerAsync(CallerTurn turn, CancellationToken cancellationToken)
    {
        var question = new JsonObject
        {
            ["content"] = turn.Content,
            ["run_id"] = turn.RunId,
            ["scenario_id"] = turn.ScenarioId,
        };
        try
        {
            await command.WriteLineAsync(question.ToJsonString(), cancellationToken).ConfigureAwait(false);
            var answer = await command.ReadLineAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new ChatException($"The command ended without an answer. {await command.LastWordsAsync().ConfigureAwait(false)}");
            return AgentTurn.Read(Parse(answer));
        }
        catch (ProcessException e)
        {
            throw new ChatException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private static JsonNode? Parse(string line)
    {
        var answer = AgentJson.Parse(line, out var fault);
        return fault is null
            ? answer
            : throw new ChatException(
                $"The command wrote {Quoted.Text(line)}, which {fault}. Its output is one line of JSON a turn; anything else belongs on its error output."
            );
    }
}
