using System.Text.Json.Nodes;

namespace Desk.Protocols;

/// <summary>Activities, as bots of Microsoft speak them. The protocol shows no tools; the agent's trace does.</summary>
internal static class Activities
{
    public static async Task<object> AnswerAsync(JsonObject activity)
    {
        var reply = await FrontDesk.AnswerAsync($"{activity["conversation"]!["id"]}", $"{activity["text"]}");
        return new { activities = new[] { new { type = "message", text = reply.Words } } };
    }
}
