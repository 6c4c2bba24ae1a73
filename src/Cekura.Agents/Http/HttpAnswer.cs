using System.Text;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Text;

namespace Cekura.Agents.Http;

/// <summary>A successful answer of an agent: events, or one body.</summary>
internal sealed class HttpAnswer(HttpResponseMessage response, Stream body, RequestHeaders headers, string expected) : IDisposable
{
    /// <summary>What it says that it is; empty: nothing.</summary>
    public string MediaType => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";

    /// <summary>Whether it is a stream of events.</summary>
    public bool IsStream => MediaType == "text/event-stream";

    /// <summary>The events.</summary>
    public IAsyncEnumerable<ServerSentEvent> EventsAsync(CancellationToken cancellationToken) =>
        new ServerSentEvents(body, LineLimits.FrameBytes, HttpExchange.TooLargeEvent).ReadAsync(cancellationToken);

    /// <summary>The whole body.</summary>
    /// <exception cref="AgentFaultException">It is too large, or breaks off.</exception>
    public async Task<byte[]> BytesAsync(CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > LineLimits.FrameBytes)
            {
                throw new AgentFaultException(
                    FaultKind.TooLarge,
                    "sent an answer of more than 1 MB",
                    "Look for a loop in it. This limit cannot be changed."
                );
            }
        }

        return whole.ToArray();
    }

    /// <summary>The JSON of the body.</summary>
    /// <exception cref="AgentFaultException">It is none, too large, or breaks off.</exception>
    public async Task<JsonNode?> JsonAsync(CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(cancellationToken).ConfigureAwait(false);
        var json = AgentJson.Parse(bytes, out var fault);
        return fault is null ? json : throw Unreadable(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 1000))), fault);
    }

    /// <summary>The JSON of an event.</summary>
    /// <exception cref="AgentFaultException">It is none.</exception>
    public JsonNode? Json(ServerSentEvent read)
    {
        var json = AgentJson.Parse(read.Data, out var fault);
        return fault is null ? json : throw Wrong($"sent the event {Show(read.Data)}, which is {fault}");
    }

    /// <summary>An answer that the protocol does not know.</summary>
    /// <param name="how">What the agent did, as the end of a sentence that begins with it.</param>
    public AgentFaultException Wrong(string how) => new(FaultKind.BadAnswer, how, expected);

    /// <summary>An answer in which something is missing or has another shape.</summary>
    public AgentFaultException Wrong(JsonNode? answer, string problem) =>
        new(
            new AgentFault(FaultKind.BadAnswer, $"answered {Show(AgentJson.Text(answer))}, {problem}", expected)
            {
                Answer = headers.Redact(AgentJson.Text(answer)),
            }
        );

    /// <summary>An error that the agent names in the words of its protocol.</summary>
    public AgentFaultException Failed(string message) =>
        new(FaultKind.OwnError, $"answered with an error: {Show(message)}", "Look at the agent's own log.");

    /// <summary>The stream is over and the turn is not.</summary>
    public static AgentFaultException Half(string missing) =>
        new(FaultKind.Lost, $"ended its stream in the middle of its answer: {missing} never came", "Look at the agent's own log.");

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private string Show(string text) => Excerpt.Of(headers.Redact(text));

    // A page of a web server says nothing of the agent.
    private AgentFaultException Unreadable(string text, string fault)
    {
        var isJson = MediaType.Length == 0 || MediaType.EndsWith("json", StringComparison.Ordinal) || IsStream;
        return new(
            isJson ? FaultKind.BadAnswer : FaultKind.Rejected,
            $"answered {(isJson ? "" : MediaType + " ")}{Show(text)}, which is {fault}",
            isJson ? expected : $"Check that its url is the one for this protocol. {expected}"
        );
    }
}
