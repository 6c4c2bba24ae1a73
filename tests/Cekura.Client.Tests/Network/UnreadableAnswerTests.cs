using System.IO.Compression;
using System.Text;

namespace Cekura.Client.Tests.Network;

/// <summary>Whatever makes an answer unreadable is one kind: a read is made again, and of anything else the outcome is unknown.</summary>
public sealed class UnreadableAnswerTests
{
    private const int Limit = 1024 * 1024;

    private static readonly Dictionary<string, (string Head, byte[] Body)> All = new()
    {
        ["gzip that is none"] = ("Content-Encoding: gzip", Text("{}")),
        ["gzip that ends early"] = ("Content-Encoding: gzip", Packed("""{"id": 5}""")[..^12]),
        ["gzip that is broken"] = ("Content-Encoding: gzip", Broken(Packed(new string('x', 20_000)))),
        ["deflate that is none"] = ("Content-Encoding: deflate", Text("{\"id\": 5, \"runs\": []}")),
        ["brotli that is none"] = ("Content-Encoding: br", Text("{\"id\": 5, \"runs\": []}")),
        ["an encoding that nobody knows"] = ("Content-Encoding: x-other", [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x01]),
        ["another character set"] = ("Content-Type: application/json; charset=utf-16", Encoding.Unicode.GetBytes("""{"id": 5}""")),
        ["a character set that nobody knows"] = ("Content-Type: application/json; charset=x-other", [0xFF, 0xFE, 0x80]),
        ["half of it"] = ("Content-Length: 400", Text("{\"id\": 5, ")),
        ["chunks that are none"] = ("Transfer-Encoding: chunked", Text("zz\r\n{\"id\": 5}\r\n")),
        ["no JSON"] = ("Content-Type: text/html", Text("<html>")),
        ["nothing"] = ("Content-Length: 0", []),
        ["a number that JSON has not"] = ("Content-Type: application/json", Text("{\"id\": NaN}")),
        ["a list"] = ("Content-Type: application/json", Text("[5]")),
        ["a text"] = ("Content-Type: application/json", Text("\"5\"")),
        ["too much"] = ("Content-Type: application/json", Text($"{{\"id\": 5, \"a\": \"{new string('x', Limit)}\"}}")),
        ["too much, packed"] = ("Content-Encoding: gzip", Packed(new string(' ', 64 * Limit))),
        ["too much in a run, packed"] = (
            "Content-Encoding: gzip",
            Packed($"{{\"id\": 5, \"runs\": [{{\"id\": 1, \"a\": \"{new string('x', 64 * Limit)}")
        ),
        ["too many runs, packed"] = (
            "Content-Encoding: gzip",
            Packed($"{{\"id\": 5, \"runs\": [{string.Join(',', Enumerable.Repeat("{\"id\": 1, \"status\": \"completed\"}", 200_000))}]}}")
        ),
        ["depth without end"] = ("Content-Encoding: gzip", Packed(new string('[', 64 * Limit))),
    };

    public static TheoryData<string> Kinds => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_read_is_made_again(string kind)
    {
        foreach (
            var read in (Func<CekuraClient, Task<long>>[])
                [
                    async client => (await client.Results.GetAsync(5)).Id,
                    async client => (await client.Results.GetProgressAsync(5)).Id,
                    async client => (await client.Runs.GetAsync(5)).Id,
                ]
        )
        {
            using var server = new LoopbackServer(Answer(kind), LoopbackServer.Json("""{"id": 5, "status": "completed", "runs": []}"""));
            using var client = Over(server, attempts: 2);

            Assert.Equal(5, await read(client));

            await server.Finished;
            Assert.Equal(2, server.Requests.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_said_when_that_does_not_help(string kind)
    {
        using var server = new LoopbackServer(Answer(kind));
        using var client = Over(server, attempts: 1);

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Results.GetProgressAsync(5));

        Assert.Equal(200, failure.StatusCode);
        Assert.StartsWith("GET /test_framework/v2/results/5/: HTTP 200, the answer ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_may_have_taken_place(string kind)
    {
        using var server = new LoopbackServer(Answer(kind));
        using var client = Over(server, attempts: 7);

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.Equal(200, failure.StatusCode);
        await server.Finished;
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(400, typeof(CekuraValidationException))]
    [InlineData(401, typeof(CekuraAuthenticationException))]
    [InlineData(404, typeof(CekuraNotFoundException))]
    [InlineData(429, typeof(CekuraRateLimitedException))]
    [InlineData(500, typeof(CekuraUnknownOutcomeException))]
    public async Task A_refusal_stays_one_when_its_text_cannot_be_read(int status, Type expected)
    {
        var (head, body) = All["gzip that is broken"];
        using var server = new LoopbackServer(
            LoopbackServer.Write($"HTTP/1.1 {status} No\nConnection: close\nRetry-After: 3\n{head}", body)
        );
        using var client = Over(server, attempts: 1);

        var failure = await Assert.ThrowsAnyAsync<CekuraException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.IsType(expected, failure);
        Assert.Equal(status, failure.StatusCode);
        Assert.Contains($"HTTP {status} (what it says cannot be read: ", failure.Message, StringComparison.Ordinal);
        Assert.True(failure is not CekuraRateLimitedException throttled || throttled.RetryAfter == TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task What_is_dropped_while_it_arrives_is_no_part_of_the_size()
    {
        var said = new string('x', Limit / 4);
        var runs = string.Join(
            ',',
            Enumerable.Range(1, 40).Select(id => $$"""{"id": {{id}}, "status": "completed", "transcript": "{{said}}"}""")
        );
        using var server = new LoopbackServer(
            LoopbackServer.Write(
                "HTTP/1.1 200 OK\nConnection: close\nContent-Encoding: gzip",
                Packed($$"""{"id": 5, "runs": [{{runs}}]}""")
            )
        );
        using var client = Over(server, attempts: 1);

        Assert.Equal(40, (await client.Results.GetProgressAsync(5)).Runs.Count);
    }

    private static Action<System.Net.Sockets.Socket> Answer(string kind)
    {
        var (head, body) = All[kind];
        return LoopbackServer.Write($"HTTP/1.1 200 OK\nConnection: close\n{head}", body);
    }

    private static CekuraClient Over(LoopbackServer server, int attempts) =>
        new(
            TestClient.Options with
            {
                BaseAddress = server.Address,
                MaxResponseBytes = Limit,
                Retry = TestClient.Options.Retry with { MaxAttempts = attempts },
            }
        );

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Text(text));
        }

        return packed.ToArray();
    }

    private static byte[] Broken(byte[] packed)
    {
        packed.AsSpan(packed.Length / 2).Reverse();
        return packed;
    }
}
