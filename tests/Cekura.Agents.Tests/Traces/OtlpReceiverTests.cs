using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cekura.Agents.Traces;

namespace Cekura.Agents.Tests.Traces;

/// <summary>The receiver over a real socket.</summary>
public sealed class OtlpReceiverTests : IAsyncLifetime, IDisposable
{
    private readonly TraceStore _store = new(TimeProvider.System);
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private OtlpReceiver _receiver = null!;

    public Task InitializeAsync()
    {
        _receiver = Receivers.Start(_store);
        _client.BaseAddress = new($"{_receiver.Address}/");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("v1/traces", "application/json", "{}", HttpStatusCode.OK, "{}")]
    [InlineData("v1/traces", "application/x-protobuf", "", HttpStatusCode.OK, "")]
    [InlineData("v1/metrics", "application/x-protobuf", "anything", HttpStatusCode.OK, "")]
    [InlineData("v1/logs", "application/json", "anything", HttpStatusCode.OK, "{}")]
    [InlineData("v1/traces", "application/json", "{", HttpStatusCode.BadRequest, "The body is no JSON of traces.")]
    [InlineData(
        "v1/traces",
        "application/x-protobuf",
        "hello",
        HttpStatusCode.BadRequest,
        "The body is no protobuf message of traces, or breaks off."
    )]
    [InlineData("", "application/json", "{}", HttpStatusCode.NotFound, "Traces are taken at /v1/traces.")]
    public async Task Each_request_has_its_answer(string path, string type, string body, HttpStatusCode status, string answer)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));

        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal((status, answer), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(status == HttpStatusCode.OK ? 0 : 1, _receiver.Refused);
    }

    [Fact]
    public async Task What_is_packed_is_unpacked_up_to_the_limit()
    {
        using var small = Packed("{}"u8.ToArray());
        using var bomb = Packed(new byte[OtlpReceiver.MaxBytes + 1]);

        using var taken = await _client.PostAsync(new Uri("v1/traces", UriKind.Relative), small);
        using var refused = await _client.PostAsync(new Uri("v1/traces", UriKind.Relative), bomb);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (taken.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task What_only_says_that_it_is_packed_is_refused()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new("application/json");

        using var response = await _client.PostAsync(new Uri("v1/traces", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Only_POST_brings_traces() =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.GetAsync(new Uri("v1/traces", UriKind.Relative))).StatusCode);

    [Fact]
    public void A_port_that_is_taken_is_said()
    {
        var port = new Uri(_receiver.Address).Port;

        Assert.Throws<HttpListenerException>(() => OtlpReceiver.Start(port, _store));
    }

    private static ByteArrayContent Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
