using Cekura.NUnit;
using Microsoft.Extensions.AI;

namespace InProcess;

/// <summary>From what a model and its tools said in one turn to the reply that the caller hears. Copy it.</summary>
internal static class Reply
{
    public static AgentReply Of(ChatResponse response)
    {
        var reply = new AgentReply();
        foreach (var content in response.Messages.SelectMany(message => message.Contents))
        {
            _ = content switch
            {
                TextContent words => reply.Say(words.Text),
                FunctionCallContent call => reply.CallTool(call.CallId, call.Name, call.Arguments),
                FunctionResultContent result => reply.ToolResult(result.CallId, result.Result),
                _ => reply,
            };
        }

        return response.Text.EndsWith("Goodbye!", StringComparison.Ordinal) ? reply.EndCall() : reply;
    }
}
