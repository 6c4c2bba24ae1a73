using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>An interface of the desk's own. The seed says where its parts are.</summary>
internal static class PlainHttp
{
    public static async Task<object> AnswerAsync(string conversation, JsonObject request)
    {
        var reply = await FrontDesk.AnswerAsync(conversation, $"{request["text"]}");
        return new
        {
            answer = new
            {
                text = reply.Words,
                steps = reply.Tools.Select(tool => new
                {
                    did = tool.Name,
                    with = JsonNode.Parse(tool.Arguments),
                    got = tool.Result,
                }),
            },
        };
    }
}
