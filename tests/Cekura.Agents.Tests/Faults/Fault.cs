using System.IO.Compression;
using System.Text;
using Cekura.Agents.Tests.Wire;

namespace Cekura.Agents.Tests.Faults;

/// <summary>One way in which an agent goes wrong, and what is said of it.</summary>
/// <param name="Serve">What the agent does.</param>
/// <param name="Expected">How the last line that is told begins: kinds of errors that may be told, or a good end.</param>
internal sealed record Fault(Func<ProtocolSample, WireAgent, WireReply, Task> Serve, params string[] Expected)
{
    private static readonly Lazy<byte[]> Bomb = new(() => Packed(new byte[64 * 1024 * 1024]));

    public static IReadOnlyDictionary<string, Fault> All { get; } =
        new Dictionary<string, Fault>
        {
            ["nothing wrong"] = new((sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole("Hello")), "over"),
            ["slow"] = new((_, agent, _) => Task.Delay(Timeout.Infinite, agent.Closing), "error: TimeLimit"),
            ["slow after the head"] = new(
                async (sample, agent, reply) =>
                {
                    await reply.HeadAsync("200 OK", sample.Type);
                    await Task.Delay(Timeout.Infinite, agent.Closing);
                },
                "error: TimeLimit"
            ),
            ["closed without an answer"] = new((_, _, _) => Task.CompletedTask, "error: Lost"),
            ["no HTTP"] = new((_, _, reply) => reply.TextAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"), "error: Lost"),
            ["half an answer"] = new(
                async (sample, _, reply) =>
                {
                    var whole = Encoding.UTF8.GetBytes(sample.Whole("Hello"));
                    await reply.HeadAsync("200 OK", sample.Type, "Content-Length: 100000\r\n");
                    await reply.BytesAsync(whole.AsMemory(0, whole.Length / 2));
                },
                "error: Lost"
            ),
            ["wrong content type"] = new(
                (_, _, reply) => reply.WholeAsync("200 OK", "text/html", "<html><body>Welcome to nginx!</body></html>"),
                "error: Rejected"
            ),
            ["unauthorized"] = new(
                (_, _, reply) => reply.WholeAsync("401 Unauthorized", "application/json", "{\"error\":\"who are you\"}"),
                "error: Unauthorized"
            ),
            ["not found"] = new((_, _, reply) => reply.WholeAsync("404 Not Found", "text/plain", "no"), "error: Rejected"),
            ["too many requests"] = new(
                (_, _, reply) => reply.WholeAsync("429 Too Many Requests", "text/plain", "slow down", "Retry-After: 1\r\n"),
                "error: OwnError"
            ),
            ["internal error"] = new(
                (_, _, reply) => reply.WholeAsync("500 Internal Server Error", "text/html", "<h1>Traceback</h1>"),
                "error: OwnError"
            ),
            ["moved elsewhere"] = new(
                (_, _, reply) => reply.WholeAsync("308 Moved", "text/plain", "", "Location: http://127.0.0.2:9/chat\r\n"),
                "error: Rejected"
            ),
            ["moved in circles"] = new(
                (_, _, reply) => reply.WholeAsync("307 Moved", "text/plain", "", "Location: /chat\r\n"),
                "error: Rejected"
            ),
            ["see other"] = new(
                (_, _, reply) => reply.WholeAsync("302 Found", "text/plain", "", "Location: /login\r\n"),
                "error: Rejected"
            ),
            ["endless"] = new(
                async (sample, _, reply) =>
                {
                    await reply.HeadAsync("200 OK", sample.Events is null ? sample.Type : "text/event-stream");
                    while (true)
                    {
                        await reply.TextAsync(sample.Events is null ? new string(' ', 100_000) : $": {new string('x', 100_000)}\n");
                    }
                },
                "error: TooLarge"
            ),
            ["endless words"] = new(
                async (sample, _, reply) =>
                {
                    var words = sample.Events is null ? new string('x', 100_000) : sample.Stream(new string('x', 100_000));
                    await reply.HeadAsync("200 OK", sample.Events is null ? sample.Type : "text/event-stream");
                    var many = words.Split("\n\n")[0] + "\n\n";
                    while (true)
                    {
                        await reply.TextAsync(many);
                    }
                },
                "error: TooLarge",
                "error: BadAnswer",
                "over"
            ),
            ["1 MB"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole(new string('x', 1024 * 1024))),
                "error: TooLarge"
            ),
            ["nearly 1 MB"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole(new string('x', 1000 * 1000))),
                "over"
            ),
            ["half of a character"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole("Hi \\ud83d")),
                "over"
            ),
            ["a key twice"] = new(
                (sample, _, reply) =>
                    reply.WholeAsync(
                        "200 OK",
                        sample.Type,
                        sample.Whole("Hello").Replace("{\"", "{\"twice\":1,\"twice\":2,\"", StringComparison.Ordinal)
                    ),
                "error: BadAnswer"
            ),
            ["deep"] = new(
                (sample, _, reply) =>
                    reply.WholeAsync(
                        "200 OK",
                        sample.Type,
                        sample.Answer is null
                            ? $"data: {new string('[', 500)}{new string(']', 500)}\n\n"
                            : new string('[', 500) + new string(']', 500)
                    ),
                "error: BadAnswer"
            ),
            ["other JSON"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Answer is null ? "data: [1, null]\n\n" : "[1, null]"),
                "error: BadAnswer",
                "error: Lost"
            ),
            ["null"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Answer is null ? "data: null\n\n" : "null"),
                "error: BadAnswer",
                "error: Lost"
            ),
            ["nothing"] = new((sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, ""), "error: BadAnswer", "error: Lost", "over"),
            ["binary"] = new(
                (_, _, reply) =>
                    reply.WholeAsync("200 OK", "application/octet-stream", [.. Enumerable.Range(0, 2000).Select(number => (byte)number)]),
                "error: Rejected"
            ),
            ["packed"] = new(
                (sample, _, reply) =>
                    reply.WholeAsync(
                        "200 OK",
                        sample.Type,
                        Packed(Encoding.UTF8.GetBytes(sample.Whole("Hello"))),
                        "Content-Encoding: gzip\r\n"
                    ),
                "over"
            ),
            ["packed wrongly"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, sample.Whole("Hello"), "Content-Encoding: gzip\r\n"),
                "error: BadAnswer"
            ),
            ["a bomb"] = new(
                (sample, _, reply) => reply.WholeAsync("200 OK", sample.Type, Bomb.Value, "Content-Encoding: gzip\r\n"),
                "error: TooLarge"
            ),
        };

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
