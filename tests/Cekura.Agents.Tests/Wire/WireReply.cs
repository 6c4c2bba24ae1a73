using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Cekura.Agents.Tests.Wire;

/// <summary>Writes an answer, byte by byte if need be.</summary>
internal sealed class WireReply(NetworkStream stream)
{
    /// <summary>A whole answer.</summary>
    public Task JsonAsync(string json) => WholeAsync("200 OK", "application/json", json);

    /// <summary>A stream of events, each a line of data.</summary>
    public async Task EventsAsync(params IEnumerable<string> data)
    {
        await HeadAsync("200 OK", "text/event-stream");
        foreach (var line in data)
        {
            await TextAsync($"data: {line}\n\n");
        }
    }

    public Task WholeAsync(string status, string type, string body, string headers = "") =>
        WholeAsync(status, type, Encoding.UTF8.GetBytes(body), headers);

    public async Task WholeAsync(string status, string type, byte[] body, string headers = "")
    {
        await HeadAsync(status, type, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n{headers}"));
        await BytesAsync(body);
    }

    /// <summary>The head of an answer whose body lasts until the connection ends.</summary>
    public Task HeadAsync(string status, string type, string headers = "") =>
        TextAsync($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{headers}Connection: close\r\n\r\n");

    public Task TextAsync(string text) => BytesAsync(Encoding.UTF8.GetBytes(text));

    public async Task BytesAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
    }
}
