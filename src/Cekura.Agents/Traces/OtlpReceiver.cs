using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Cekura.Agents.Traces;

/// <summary>
/// Takes traces over OTLP/HTTP on this machine (https://opentelemetry.io/docs/specs/otlp/#otlphttp), in protobuf and in JSON, plain or
/// compressed. Metrics and logs are taken and left.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    /// <summary>Bytes of one request after unpacking; more are refused with 413.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private readonly HttpListener _listener;
    private readonly TraceStore _store;
    private readonly Task _taking;
    private int _refused;

    private OtlpReceiver(HttpListener listener, TraceStore store, string address)
    {
        (_listener, _store, Address) = (listener, store, address);
        _taking = TakeAsync();
    }

    /// <summary>The value for <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Address { get; }

    /// <summary>How many requests could not be read.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <exception cref="HttpListenerException">Something else listens at the port.</exception>
    public static OtlpReceiver Start(int port, TraceStore store)
    {
        // This name needs no rights on Windows, and an address in numbers may.
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        var listener = new HttpListener { IgnoreWriteExceptions = true };
        try
        {
            listener.Prefixes.Add($"{address}/");
            listener.Start();
            return new(listener, store, address);
        }
        catch
        {
            listener.Close();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _taking.ConfigureAwait(false);
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var (status, text) = await TakeAsync(context.Request).ConfigureAwait(false);
            if (status >= HttpStatusCode.BadRequest)
            {
                Interlocked.Increment(ref _refused);
            }

            var isJson = IsJson(context.Request);
            context.Response.StatusCode = (int)status;
            context.Response.ContentType =
                status == HttpStatusCode.OK
                    ? isJson
                        ? Json
                        : Protobuf
                    : "text/plain";
            var body = Encoding.UTF8.GetBytes(status == HttpStatusCode.OK && isJson ? "{}" : text);
            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body).ConfigureAwait(false);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The agent is gone, or this receiver is; what it sent is kept or was never whole.
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> TakeAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod != HttpMethod.Post.Method)
        {
            return (HttpStatusCode.MethodNotAllowed, "Traces are sent with POST.");
        }

        switch (request.Url?.AbsolutePath)
        {
            case "/v1/metrics" or "/v1/logs":
                await request.InputStream.CopyToAsync(Stream.Null).ConfigureAwait(false);
                return (HttpStatusCode.OK, "");
            case "/v1/traces":
                break;
            default:
                return (HttpStatusCode.NotFound, "Traces are taken at /v1/traces.");
        }

        try
        {
            if (await BodyAsync(request).ConfigureAwait(false) is not { } body)
            {
                return (HttpStatusCode.RequestEntityTooLarge, $"A request has at most {MaxBytes} bytes.");
            }

            _store.Add(IsJson(request) ? OtlpJson.Read(body) : OtlpProtobuf.Read(body.Span));
            return (HttpStatusCode.OK, "");
        }
        catch (Exception e) when (e is OtlpException or InvalidDataException)
        {
            return (HttpStatusCode.BadRequest, e.Message);
        }
    }

    private static bool IsJson(HttpListenerRequest request) =>
        request.ContentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpListenerRequest request)
    {
        var isPacked = request.Headers["Content-Encoding"]?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true;
        var body = isPacked ? new GZipStream(request.InputStream, CompressionMode.Decompress) : request.InputStream;
        await using (body.ConfigureAwait(false))
        {
            var taken = new MemoryStream();
            var part = new byte[64 * 1024];
            while (await body.ReadAsync(part).ConfigureAwait(false) is > 0 and var read)
            {
                if (taken.Length + read > MaxBytes)
                {
                    return null;
                }

                taken.Write(part, 0, read);
            }

            return taken.GetBuffer().AsMemory(0, (int)taken.Length);
        }
    }
}
