using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>
/// Activities, as agents of Microsoft 365 and the Bot Framework speak them: replies come with the answer (<c>expectReplies</c>).
/// </summary>
internal sealed class Activity(AgentSettings agent, Uri url, HttpExchange http, string conversationId, TimeProvider time) : ITurnProtocol
{
    /// <summary>What such an agent answers.</summary>
    public const string Shape =
        "It has to answer { \"activities\": [ { \"type\": \"message\", \"text\": \"Hello\" } ] }, as deliveryMode expectReplies asks for.";

    private static readonly string[] CardWords = ["title", "subtitle", "text"];

    private int _sent;

    /// <inheritdoc/>
    public string Expected => Shape;

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(url, Request(turn.Text), "application/json", cancellationToken).ConfigureAwait(false);
        var whole = await answer.JsonAsync(cancellationToken).ConfigureAwait(false);
        if ((whole as JsonObject)?["activities"] is not JsonArray activities)
        {
            throw answer.Wrong(whole, "which has no activities");
        }

        foreach (var activity in activities.OfType<JsonObject>())
        {
            switch (AgentJson.AsText(activity["type"]))
            {
                case "message":
                    sink.Message(Words(activity));
                    break;
                case "endOfConversation":
                    sink.Message(Words(activity));
                    sink.EndCall();
                    return;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private JsonObject Request(string text)
    {
        var activity = new JsonObject
        {
            ["type"] = text.Length > 0 ? "message" : "conversationUpdate",
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"{conversationId}-{++_sent}"),
            ["timestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["channelId"] = agent.Text("channel") ?? "directline",
            ["serviceUrl"] = url.GetLeftPart(UriPartial.Authority) + "/",
            ["from"] = Account("caller", "user"),
            ["recipient"] = Account("agent", "bot"),
            ["conversation"] = new JsonObject { ["id"] = conversationId },
            ["deliveryMode"] = "expectReplies",
            ["locale"] = agent.Text("locale") ?? "en-US",
        };
        if (text.Length > 0)
        {
            (activity["text"], activity["textFormat"]) = (text, "plain");
        }
        else
        {
            // By which agents know that it is their turn to greet.
            activity["membersAdded"] = new JsonArray(Account("caller", "user"), Account("agent", "bot"));
        }

        return activity;
    }

    private static JsonObject Account(string id, string role) =>
        new()
        {
            ["id"] = id,
            ["name"] = id,
            ["role"] = role,
        };

    // Cards without a text have words of their own.
    private static string Words(JsonObject activity)
    {
        if (AgentJson.AsText(activity["text"]) is { Length: > 0 } text)
        {
            return text;
        }

        var cards = (activity["attachments"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(attachment => attachment["content"] as JsonObject);
        return string.Join(
            '\n',
            cards
                .SelectMany(card => CardWords.Select(name => AgentJson.AsText(card?[name])))
                .Where(words => !string.IsNullOrWhiteSpace(words))
        );
    }
}
