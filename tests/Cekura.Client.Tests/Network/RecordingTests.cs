namespace Cekura.Client.Tests.Network;

public sealed class RecordingTests : IDisposable
{
    private const string Secret = "X-Amz-Signature=canary-signature";
    private const string Sound = "RIFF and so on";

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-recording-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("audio/wav", "recording.wav")]
    [InlineData("audio/mpeg; charset=binary", "recording.mp3")]
    [InlineData("AUDIO/X-M4A", "recording.m4a")]
    [InlineData("audio/x-brand-new", "recording.audio")]
    public async Task A_recording_becomes_a_file_named_by_its_type(string type, string name)
    {
        using var server = new LoopbackServer(Audio(type));

        var path = await DownloadAsync(server, Address(server));

        Assert.Equal(Path.Combine(_folder, name), path);
        Assert.Equal(Sound, await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task The_store_is_asked_with_the_whole_address_and_without_the_key()
    {
        using var server = new LoopbackServer(Audio());

        await DownloadAsync(server, Address(server));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith($"GET /r/5.wav?{Secret} HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, request, StringComparison.Ordinal);
        Assert.DoesNotContain("CEKURA", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_redirect_within_the_rules_is_followed()
    {
        using var store = new LoopbackServer(Audio());
        using var server = new LoopbackServer(Redirect(Address(store)));

        Assert.Equal(Sound, await File.ReadAllTextAsync(await DownloadAsync(server, Address(server))));
    }

    [Fact]
    public async Task A_redirect_to_plain_http_elsewhere_is_not_followed()
    {
        using var server = new LoopbackServer(Redirect("http://store.example.com/r/5.wav?" + Secret));
        await FailsAsync(server, Address(server), "The recording's store redirects to an address that is not https.");
    }

    [Fact]
    public async Task Redirects_without_end_are_given_up()
    {
        using var server = new LoopbackServer([.. Enumerable.Repeat(Redirect("/r/5.wav?" + Secret), 6)]);
        await FailsAsync(server, Address(server), "The recording's store redirects without end.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://store.example.com/r/5.wav?" + Secret)]
    [InlineData("https://user:canary-signature@store.example.com/r/5.wav")]
    [InlineData("file:///etc/canary-signature")]
    [InlineData("canary-signature")]
    public async Task Other_addresses_than_https_ones_are_not_asked(string? address)
    {
        using var server = new LoopbackServer();
        await FailsAsync(
            server,
            address,
            address is null ? "The run has no recording." : "The recording's address is not an https address."
        );
    }

    [Fact]
    public async Task This_machine_is_asked_only_when_the_service_is_on_it()
    {
        using var server = new LoopbackServer(Audio());
        using var client = new CekuraClient(TestClient.Options);

        await Assert.ThrowsAsync<RecordingException>(() => client.Recordings.DownloadAsync(Run(Address(server)), Target));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("text/html", "The recording is no audio but text/html.")]
    [InlineData("video/mp4", "The recording is no audio but video/mp4.")]
    [InlineData(null, "The recording is no audio but of no known type.")]
    public async Task What_is_no_audio_is_not_kept(string? type, string message)
    {
        using var server = new LoopbackServer(Audio(type));
        await FailsAsync(server, Address(server), message);
    }

    [Fact]
    public async Task A_refusal_of_the_store_is_said_with_its_status()
    {
        using var server = new LoopbackServer(LoopbackServer.Write("HTTP/1.1 403 Forbidden\nConnection: close\nContent-Length: 0", ""));
        await FailsAsync(server, Address(server), "The recording's store answered HTTP 403.");
    }

    [Fact]
    public async Task A_recording_that_is_cut_off_leaves_no_file()
    {
        using var server = new LoopbackServer(
            LoopbackServer.Write("HTTP/1.1 200 OK\nContent-Type: audio/wav\nContent-Length: 4000", Sound)
        );
        await FailsAsync(server, Address(server), "The recording was cut off");
    }

    [Fact]
    public async Task A_recording_that_says_it_is_too_large_is_not_read()
    {
        using var server = new LoopbackServer(
            LoopbackServer.Write($"HTTP/1.1 200 OK\nContent-Type: audio/wav\nContent-Length: {RecordingsResource.MaxBytes + 1}", "")
        );
        await FailsAsync(server, Address(server), "The recording is larger than 100 MB.");
    }

    [Fact]
    public async Task A_recording_that_grows_too_large_leaves_no_file()
    {
        using var server = new LoopbackServer(
            LoopbackServer.Write("HTTP/1.1 200 OK\nContent-Type: audio/wav\nConnection: close", new string('x', 2000))
        );
        using var http = new HttpClient();
        var download = new RecordingDownload(http, new ServiceAddress(server.Address), maxBytes: 1999);

        await Assert.ThrowsAsync<RecordingException>(() => download.SaveAsync(Address(server), Target, CancellationToken.None));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string Target => Path.Combine(_folder, "recording");

    private static string Address(LoopbackServer server) => $"{server.Address}r/5.wav?{Secret}";

    private static Action<System.Net.Sockets.Socket> Audio(string? type = "audio/wav") =>
        LoopbackServer.Write(
            $"HTTP/1.1 200 OK{(type is null ? "" : $"\nContent-Type: {type}")}\nConnection: close\nContent-Length: {Sound.Length}",
            Sound
        );

    private static Action<System.Net.Sockets.Socket> Redirect(string location) =>
        LoopbackServer.Write($"HTTP/1.1 302 Found\nLocation: {location}\nConnection: close\nContent-Length: 0", "");

    private static Run Run(string? address) => new() { Id = 5, RecordingUrl = address };

    private async Task<string> DownloadAsync(LoopbackServer server, string? address)
    {
        using var client = new CekuraClient(TestClient.Options with { BaseAddress = server.Address });
        return await client.Recordings.DownloadAsync(Run(address), Target);
    }

    private async Task FailsAsync(LoopbackServer server, string? address, string message)
    {
        var failure = await Assert.ThrowsAsync<RecordingException>(() => DownloadAsync(server, address));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-signature", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
