using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest;

/// <summary>The transport in memory: takes requests of an <see cref="HttpClient"/> and answers them from the route table.</summary>
internal sealed class EmulatorHandler(Func<EmulatedService> current, CancellationToken closed) : HttpMessageHandler
{
    private static readonly PipeOptions Rented = new(
        pauseWriterThreshold: 0,
        minimumSegmentSize: 16 * 1024,
        useSynchronizationContext: false
    );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed);
        var taken = await TakeAsync(request, ending.Token).ConfigureAwait(false);
        var service = current();
        var response = await service
            .Faults.SendAsync(taken, () => RespondAsync(service.Routes, taken, ending.Token), ending.Token)
            .ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    private static async Task<ApiRequest> TakeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        return new()
        {
            Method = request.Method.Method,
            Path = address.AbsolutePath,
            Origin = address.GetLeftPart(UriPartial.Authority),
            Query = QueryOf(address),
            HasCredentials = Has(request.Headers, "X-CEKURA-API-KEY") || Has(request.Headers, "Authorization"),
            MediaType = request.Content?.Headers.ContentType?.MediaType,
            Boundary = request
                .Content?.Headers.ContentType?.Parameters.FirstOrDefault(parameter => parameter.Name == "boundary")
                ?.Value?.Trim('"'),
            Body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private static bool Has(HttpRequestHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && values.Any(value => !string.IsNullOrWhiteSpace(value));

    private static Dictionary<string, string> QueryOf(Uri address)
    {
        var query = new Dictionary<string, string>();
        foreach (var parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Replace('+', ' ').Split('=', 2);
            query[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return query;
    }

    private static async Task<HttpResponseMessage> RespondAsync(RouteTable routes, ApiRequest request, CancellationToken cancellationToken)
    {
        var answer = await routes.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = Serialize(answer) };
        if (answer.Body is not null || answer.Write is not null)
        {
            response.Content.Headers.ContentType = new("application/json");
        }

        if (answer.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        answer.Then?.Invoke();
        return response;
    }

    // Whole before anything of it is sent: it shows one moment. An answer about many runs is megabytes, which are rented.
    private static StreamContent Serialize(ApiAnswer answer)
    {
        var written = new Pipe(Rented);
        using var writer = new Utf8JsonWriter(written.Writer, JsonWriting.Readable);
        answer.Write?.Invoke(writer);
        answer.Body?.WriteTo(writer);
        writer.Flush();
        written.Writer.Complete();
        var content = new StreamContent(written.Reader.AsStream());
        content.Headers.ContentLength = writer.BytesCommitted;
        return content;
    }
}
