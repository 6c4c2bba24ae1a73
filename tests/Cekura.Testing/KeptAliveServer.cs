using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cekura.Testing;

/// <summary>
/// A server on this machine that keeps its connections: it answers what is read, and closes a connection when it has taken anything else.
/// Requests of proxies can be told apart by their first line.
/// </summary>
public sealed class KeptAliveServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _taken = [];
    private readonly string? _answer;
    private readonly string _read;

    /// <summary>Starts it.</summary>
    /// <param name="answer">The head of what it answers to anything but a GET; null: it closes without an answer.</param>
    /// <param name="read">What it answers to a GET.</param>
    public KeptAliveServer(string? answer = null, string read = "[]")
    {
        (_answer, _read) = (answer, read);
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>First lines of the requests that were no GET.</summary>
    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            while (await ReadAsync(socket) is { } line)
            {
                if (line.StartsWith("GET ", StringComparison.Ordinal))
                {
                    await SendAsync(
                        socket,
                        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(_read)}\r\n\r\n{_read}"
                    );
                    continue;
                }

                lock (_taken)
                {
                    _taken.Add(line);
                }

                if (_answer is null)
                {
                    return;
                }

                await SendAsync(socket, $"{_answer.ReplaceLineEndings("\r\n")}\r\nContent-Length: 0\r\n\r\n");
            }
        }
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));

    /// <returns>The first line of a request that came in whole; null: the connection was closed.</returns>
    private static async Task<string?> ReadAsync(Socket socket)
    {
        var received = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            int count;
            try
            {
                count = await socket.ReceiveAsync(buffer);
            }
            catch (SocketException)
            {
                return null;
            }

            if (count == 0)
            {
                return null;
            }

            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
            var text = received.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
            if (end >= 0 && (length is null || text.Length >= end + 4 + int.Parse(length["Content-Length: ".Length..])))
            {
                return text[..text.IndexOf("\r\n", StringComparison.Ordinal)];
            }
        }
    }
}
