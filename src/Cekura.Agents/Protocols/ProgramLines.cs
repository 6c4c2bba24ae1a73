using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>An agent that is a program: one JSON object a line, in and out; a program for each conversation.</summary>
internal sealed class ProgramLines(IProgramLine program, LineOpening opening) : ITurnProtocol
{
    private const string Shape =
        "It has to write one line of JSON for each turn, { \"content\": \"Hello\" }; anything else belongs on its error output.";

    private int _called;

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        var question = new JsonObject
        {
            ["content"] = turn.Text.Length > 0 ? turn.Text : null,
            ["run_id"] = opening.RunId,
            ["scenario_id"] = opening.ScenarioId,
        };
        if (turn.EndsCall)
        {
            question["end"] = true;
        }

        // The program has the trace in its environment; that it was asked is counted.
        opening.EachRequest?.Invoke();
        await program.WriteLineAsync(AgentJson.Write(question), cancellationToken).ConfigureAwait(false);
        JsonObject answer;
        do
        {
            answer = await ReadAsync(cancellationToken).ConfigureAwait(false);
            Take(answer, sink);
        } while (Flag(answer, "more") && !Flag(answer, "end"));
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private async Task<JsonObject> ReadAsync(CancellationToken cancellationToken)
    {
        string line;
        do
        {
            line = await program.ReadLineAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new AgentFaultException(
                    FaultKind.Lost,
                    "ended without an answer",
                    await program.LastWordsAsync().ConfigureAwait(false)
                );
        } while (line.Length == 0);

        var json = AgentJson.Parse(line, out var fault);
        return fault is not null ? throw Wrong(line, $"is {fault}") : json as JsonObject ?? throw Wrong(line, "is no object");
    }

    private void Take(JsonObject answer, TurnSink sink)
    {
        if (answer["metadata"] is JsonObject metadata)
        {
            sink.Remark((JsonObject)metadata.DeepClone());
        }

        foreach (var call in Part<JsonArray>(answer, "tool_calls") ?? [])
        {
            if (call is not JsonObject tool || AgentJson.AsText(tool["name"]) is not { Length: > 0 } name)
            {
                throw Wrong(answer.ToJsonString(), "has a tool call without a name");
            }

            var id = AgentJson.AsText(tool["id"]) ?? string.Create(CultureInfo.InvariantCulture, $"call_{++_called}");
            sink.Call(id, name, tool["arguments"] is { } arguments ? AgentJson.Text(arguments) : "");
            if (tool.ContainsKey("result"))
            {
                sink.Result(id, AgentJson.Text(tool["result"]));
            }
        }

        if (answer["content"] is not null and not JsonValue)
        {
            throw Wrong(answer.ToJsonString(), "has a \"content\" that is no text");
        }

        sink.Message(AgentJson.AsText(answer["content"]) ?? "");
        if (Flag(answer, "end"))
        {
            sink.EndCall();
        }
    }

    private static T? Part<T>(JsonObject answer, string name)
        where T : JsonNode =>
        answer[name] is null ? null : answer[name] as T ?? throw Wrong(answer.ToJsonString(), $"has a \"{name}\" of another shape");

    private static bool Flag(JsonObject answer, string name) => answer[name]?.GetValueKind() == JsonValueKind.True;

    private static AgentFaultException Wrong(string line, string how) =>
        new(FaultKind.BadAnswer, $"wrote {Excerpt.Of(line)}, which {how}", Shape);
}
