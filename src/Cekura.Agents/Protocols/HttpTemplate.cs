using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Http;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>Any HTTP interface, by a template of its requests and the places of what it answers.</summary>
internal sealed class HttpTemplate : ITurnProtocol
{
    private const string DefaultReply = "$.reply";

    private readonly AgentSettings _agent;
    private readonly string _url;
    private readonly HttpExchange _http;
    private readonly TemplateValues _values;
    private readonly ChatHistory _history = new();
    private readonly JsonPath? _reply;
    private readonly JsonPath? _end;
    private readonly JsonPath? _calls;
    private readonly JsonPath? _name;
    private readonly JsonPath? _arguments;
    private readonly JsonPath? _result;
    private int _called;

    public HttpTemplate(AgentSettings agent, string url, HttpExchange http, TemplateValues values)
    {
        (_agent, _url, _http, _values) = (agent, url, http, values);
        _reply = PathOf("reply", DefaultReply);
        _end = PathOf("end");
        _calls = PathOf("tool_calls");
        _name = PathOf("tool_name", "$.name");
        _arguments = PathOf("tool_arguments", "$.arguments");
        _result = PathOf("tool_result", "$.result");
    }

    /// <inheritdoc/>
    public string Expected => ShapeOf(_agent);

    /// <summary>What such an agent answers.</summary>
    public static string ShapeOf(AgentSettings agent) =>
        $"It has to answer JSON with its words at {agent.Text("reply") ?? DefaultReply}, or plain text. The option \"reply\" says where they are.";

    /// <inheritdoc/>
    public async Task AnswerAsync(CallerTurn turn, TurnSink sink, CancellationToken cancellationToken)
    {
        _history.Caller(turn.Text);
        var values = _values.With(turn.Text, _history.ToJson());
        using var answer = await _http
            .SendAsync(
                new HttpMethod(_agent.Text("method") ?? "POST"),
                new Uri(values.InAddress(_url)),
                () => Content(values),
                "application/json, text/event-stream, text/plain",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (answer.IsStream)
        {
            await ReadAsync(answer, sink, cancellationToken).ConfigureAwait(false);
        }
        else if (answer.MediaType == "text/plain")
        {
            sink.Message(Encoding.UTF8.GetString(await answer.BytesAsync(cancellationToken).ConfigureAwait(false)));
        }
        else
        {
            Read(answer, await answer.JsonAsync(cancellationToken).ConfigureAwait(false), sink);
        }

        _history.Agent(sink.Said);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read(HttpAnswer answer, JsonNode? whole, TurnSink sink)
    {
        Tell(whole, sink);
        var words = Flat(_reply!.In(whole)).ToList();
        var ends = Ends(whole);
        if (words.Count == 0 && !sink.HasAny && !ends)
        {
            throw answer.Wrong(whole, $"which has no words at {_agent.Text("reply") ?? DefaultReply}");
        }

        foreach (var word in words)
        {
            sink.Message(AgentJson.Text(word));
        }

        if (ends)
        {
            sink.EndCall();
        }
    }

    private async Task ReadAsync(HttpAnswer answer, TurnSink sink, CancellationToken cancellationToken)
    {
        await foreach (var read in answer.EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (read.Data.Trim() == "[DONE]")
            {
                return;
            }

            var part = answer.Json(read);
            Tell(part, sink);
            foreach (var word in Flat(_reply!.In(part)))
            {
                sink.Piece(AgentJson.Text(word));
            }

            if (Ends(part))
            {
                sink.EndCall();
                return;
            }
        }
    }

    private void Tell(JsonNode? whole, TurnSink sink)
    {
        foreach (var call in _calls is null ? [] : Flat(_calls.In(whole)))
        {
            var id = AgentJson.AsText((call as JsonObject)?["id"]) ?? string.Create(CultureInfo.InvariantCulture, $"call_{++_called}");
            sink.Call(id, Written(_name!, call) ?? "", Written(_arguments!, call) ?? "");
            if (Written(_result!, call) is { } result)
            {
                sink.Result(id, result);
            }
        }
    }

    private bool Ends(JsonNode? whole) =>
        _end?.In(whole) is { Count: > 0 } found
        && found[0] is JsonValue value
        && (value.GetValueKind() == JsonValueKind.True || AgentJson.AsText(value) is "true");

    private StringContent? Content(TemplateValues values)
    {
        var body = _agent.Options["body"];
        if (body is null)
        {
            return _agent.Text("method") == "GET" ? null : Json(values.In(TemplateValues.DefaultBody));
        }

        return AgentJson.AsText(body) is { } text
            ? new(IsForm ? values.InAddress(text) : values.InText(text), Encoding.UTF8, new MediaTypeHeaderValue("text/plain", "utf-8"))
            : Json(values.In(body));
    }

    // What a caller says may hold the signs that part the fields.
    private bool IsForm =>
        _agent.Headers.TryGetValue("Content-Type", out var type)
        && type.Text.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static StringContent Json(JsonNode? body) => new(AgentJson.Write(body ?? new JsonObject()), Encoding.UTF8, "application/json");

    private JsonPath? PathOf(string option, string? usual = null) =>
        (_agent.Text(option) ?? usual) is { } path ? JsonPath.Parse(path) : null;

    private static string? Written(JsonPath path, JsonNode call) => path.In(call) is [var found, ..] ? AgentJson.Text(found) : null;

    private static IEnumerable<JsonNode> Flat(IEnumerable<JsonNode> found) =>
        found.SelectMany(node => node is JsonArray items ? items.OfType<JsonNode>() : [node]);
}
