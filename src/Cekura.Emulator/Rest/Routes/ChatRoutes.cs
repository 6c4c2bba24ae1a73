using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Emulator.Chat;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.State;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rest.Routes;

/// <summary>Runs that the client drives, turn by turn: <c>POST runs/{id}/chat/</c> and its siblings.</summary>
internal sealed class ChatRoutes(ResultStore results, TimeProvider time)
{
    private static readonly FieldRule[] MessageFields =
    [
        FieldRule.Text("content"),
        FieldRule.Object("metadata"),
        FieldRule.Choice("role", TurnRole.ToolCall, TurnRole.ToolResult),
        FieldRule.Object("data"),
    ];

    public IReadOnlyList<Route> All =>
        [
            new("POST", "runs/{id}/chat/", (request, id) => Submit(Find(id), request)),
            new("GET", "runs/{id}/chat/{turn}/", (_, id, turn) => Poll(Find(id), turn)),
            new("POST", "runs/{id}/end-chat/", (request, id) => End(Find(id), request)),
        ];

    private ApiAnswer Submit(EmulatedRun run, ApiRequest request)
    {
        var message = Message(request);
        var number = run.Chat?.Submit(message) ?? throw NotGoingOn();
        return new(202, Head(run, number, run.Chat.Turn(number)!));
    }

    private AgentFrame Message(ApiRequest request)
    {
        var fields = new Fields(request.JsonObject());
        FieldCheck.Demand(fields, MessageFields);
        if (fields.Has("role") && !fields.Has("data"))
        {
            throw RefusedException.Field("data", "This field is required with role.");
        }

        var frame = AgentFrame.Parse(request.Body, time.GetTimestamp(), out var fault);
        if (frame is null && fault != AgentFrame.NoShape)
        {
            throw RefusedException.WithDetail(400, $"JSON parse error - a message {fault}.");
        }

        return (frame?.Content ?? frame?.ToolRole ?? (object?)frame?.Metadata) is not null
            ? frame!
            : throw RefusedException.Field("non_field_errors", "Provide content, metadata, or role with data.");
    }

    private static ApiAnswer Poll(EmulatedRun run, long number)
    {
        if (run.Chat?.Turn(number) is not { } turn)
        {
            throw RefusedException.WithDetail(404, "Unknown turn.");
        }

        var ending = turn.Status == ChatTurnStatus.Generating ? null : run.Chat.Ending;
        var answer = Head(run, number, turn);
        answer["message"] = turn.Message;
        answer["ended"] = ending is not null;
        answer["ended_reason"] = ending?.Reason;
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer End(EmulatedRun run, ApiRequest request)
    {
        var chat = run.Chat ?? throw NotGoingOn();
        var wasOver = chat.Ending is not null;
        chat.End(request.Body.Length == 0 ? null : new Fields(request.JsonObject()).Text("reason"));
        return ApiAnswer.Ok(
            new JsonObject
            {
                ["run_id"] = run.Id,
                ["result_id"] = run.Result.Id,
                // The run itself follows a moment later.
                ["status"] = wasOver ? run.State.Status : RunStatus.Evaluating,
            }
        );
    }

    private static JsonObject Head(EmulatedRun run, long number, ChatTurn turn) =>
        new()
        {
            ["run_id"] = run.Id,
            ["result_id"] = run.Result.Id,
            ["turn_id"] = number,
            ["status"] = turn.Status,
        };

    private static RefusedException NotGoingOn() => RefusedException.WithDetail(409, "Run is still starting, or has already ended.");

    private EmulatedRun Find(long id) => results.Run(id) ?? throw RefusedException.NotFound();
}
