using System.Text;
using Cekura.Agents.Http;

namespace Cekura.Agents.Tests.Text;

public sealed class ServerSentEventsTests
{
    private const string All =
        "\uFEFF: hello\nevent: one\ndata: first\ndata:  second\r\nid: 7\r\n\r\ndata\rdata: ü😀\r\r: ping\n\nretry: 10\n\nunknown\ndata: last\n\n";

    private static readonly string[] Expected = ["one|first\n second", "|\nü😀", "|last"];

    public static TheoryData<int> Cuts => [.. Enumerable.Range(1, Encoding.UTF8.GetByteCount(All))];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Events_are_the_same_wherever_the_stream_is_cut(int size) => Assert.Equal(Expected, await ReadAsync(All, size));

    [Theory]
    [InlineData("data: {\"a\":1}\n", "|{\"a\":1}")]
    [InlineData("data: whole\n\ndata: {\"a\":", "|whole")]
    [InlineData("", "")]
    [InlineData(": only\n\n", "")]
    public async Task The_end_of_the_stream_ends_an_event_whose_lines_are_whole(string stream, string expected) =>
        Assert.Equal(expected, string.Join(' ', await ReadAsync(stream, 3)));

    [Fact]
    public async Task An_event_that_does_not_end_is_refused()
    {
        var events = new ServerSentEvents(new MemoryStream(new byte[100]), maxBytes: 99, tooLarge: () =>
            new InvalidOperationException("too large")
        );

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in events.ReadAsync(CancellationToken.None)) { }
        });
    }

    private static async Task<List<string>> ReadAsync(string text, int size)
    {
        var read = new List<string>();
        var events = new ServerSentEvents(new CutStream(Encoding.UTF8.GetBytes(text), size), maxBytes: 1000, tooLarge: () =>
            new InvalidOperationException("too large")
        );
        await foreach (var one in events.ReadAsync(CancellationToken.None))
        {
            read.Add($"{one.Name}|{one.Data}");
        }

        return read;
    }

    private sealed class CutStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
