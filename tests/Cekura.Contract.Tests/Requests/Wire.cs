using System.Text.Json.Nodes;
using System.Web;
using Cekura.Client;
using Cekura.Contract.Tests.Schema;
using Cekura.Testing;

namespace Cekura.Contract.Tests.Requests;

/// <summary>What a call of the client puts on the wire.</summary>
internal static class Wire
{
    // One answer that every reader of the client makes something of; it is about the result that is asked for.
    private const string AnyAnswer =
        """{"id":987,"status":"completed","runs":[],"results":[],"next":null,"run_id":1,"result_id":1,"turn_id":1,"ended":true,"valid":true,"plan":{"scenarios":[]},"expected_outcome":{"score":100},"progress_id":"p","shareable_link":"https://dashboard.example/s","improved_prompt":"x","issues":[]}""";

    public static async Task<SentRequest> CaptureAsync(ClientCall call)
    {
        var service = new ScriptedHandler().Answer(AnyAnswer);
        using var client = new CekuraClient(
            new CekuraClientOptions
            {
                ApiKey = "ck-contract",
                Retry = new() { MaxAttempts = 1 },
            },
            service
        );
        await call.SendAsync(client, new(Result: 987, Run: 5544));
        return Assert.Single(service.Requests);
    }

    public static JsonNode? Body(SentRequest request) => request.Body is null ? null : JsonNode.Parse(request.Body);

    public static SliceOperation Operation(SentRequest request)
    {
        var path = new Uri(request.Address).AbsolutePath;
        return Slice.Corrected.Find(request.Method, path)
            ?? throw new InvalidOperationException($"The slice has no {request.Method} {path}.");
    }

    public static IReadOnlyDictionary<string, string> Query(SentRequest request)
    {
        var query = HttpUtility.ParseQueryString(new Uri(request.Address).Query);
        return query.AllKeys.ToDictionary(name => name!, name => query[name]!);
    }
}
