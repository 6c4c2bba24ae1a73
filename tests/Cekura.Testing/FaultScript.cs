using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator;

namespace Cekura.Testing;

/// <summary>
/// An emulator with a script of faults between it and its client. Requests that the script has no word on are the emulator's; the script
/// answers in its place, loses what it answered, or alters it, which is how bodies come about that no emulator gives.
/// </summary>
/// <remarks>Calls are method, path and query, without the path that all requests share: <c>GET /results/1001/</c>.</remarks>
public sealed class FaultScript : DelegatingHandler
{
    private const string Api = "/test_framework/";

    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly HttpMessageInvoker _elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Puts a script before an emulator, which stays its owner's.</summary>
    public FaultScript(CekuraEmulator emulator)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        InnerHandler = emulator.CreateHandler();
    }

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Answers in the emulator's place where it does not answer null; the emulator never hears of the request.</summary>
    public Func<ScriptedRequest, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>The status with which something else answers a request that took effect, such as a gateway; null: the emulator answers.</summary>
    public Func<ScriptedRequest, HttpStatusCode?> Loses { get; set; } = _ => null;

    /// <summary>Alters a good answer to a call before it is received.</summary>
    public Action<string, JsonNode>? Alter { get; set; }

    /// <summary>Is called when a request took effect, before its answer is received.</summary>
    public Func<ScriptedRequest, Task> Settled { get; set; } = _ => Task.CompletedTask;

    /// <summary>An answer of the script.</summary>
    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.RequestUri!.AbsolutePath.StartsWith(Api, StringComparison.Ordinal))
        {
            // A store of recordings.
            return await _elsewhere.SendAsync(request, cancellationToken);
        }

        var call =
            $"{request.Method} {request.RequestUri.PathAndQuery.Replace("/test_framework/v1", "", StringComparison.Ordinal).Replace("/test_framework/v2", "", StringComparison.Ordinal)}";
        var sent =
            request.Content is not null && await request.Content.ReadAsStringAsync(cancellationToken) is { Length: > 0 } text
                ? JsonNode.Parse(text)
                : null;
        var asked = new ScriptedRequest(
            call,
            sent,
            request.RequestUri.AbsolutePath.StartsWith("/test_framework/v2/", StringComparison.Ordinal)
        );
        _requests.Enqueue(asked);
        if (Instead(asked) is { } scripted)
        {
            return scripted;
        }

        var answer = await base.SendAsync(request, cancellationToken);
        await Settled(asked);
        if (Loses(asked) is { } lost)
        {
            answer.Dispose();
            return Json("""{ "detail": "No." }""", lost);
        }

        if (
            Alter is not null
            && answer.IsSuccessStatusCode
            && await answer.Content.ReadAsStringAsync(cancellationToken) is { Length: > 0 } good
        )
        {
            var body = JsonNode.Parse(good)!;
            Alter(call, body);
            answer.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return answer;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _elsewhere.Dispose();
        base.Dispose(disposing);
    }
}
