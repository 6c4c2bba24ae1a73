using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cekura.Client.Tests.Network;

/// <summary>A server on this machine that writes raw answers, one a connection: what is not HTTP can be written too.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _requests = [];

    public LoopbackServer(params Action<Socket>[] answers)
    {
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        Finished = AnswerAsync(answers);
    }

    public Uri Address { get; }

    public Task Finished { get; }

    public IReadOnlyList<string> Requests => _requests;

    public static Action<Socket> Write(string head, string body) => Write(head, Encoding.UTF8.GetBytes(body));

    public static Action<Socket> Write(string head, byte[] body) =>
        socket =>
        {
            socket.Send(Encoding.UTF8.GetBytes($"{head.ReplaceLineEndings("\r\n")}\r\n\r\n"));
            socket.Send(body);
            socket.Shutdown(SocketShutdown.Both);
        };

    public static Action<Socket> Json(string body) =>
        Write(
            $"HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close\nContent-Length: {Encoding.UTF8.GetByteCount(body)}",
            body
        );

    /// <summary>Ends the connection with a reset instead of an answer.</summary>
    public static void Reset(Socket socket) => socket.LingerState = new LingerOption(enable: true, seconds: 0);

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(Action<Socket>[] answers)
    {
        foreach (var answer in answers)
        {
            using var socket = await _listener.AcceptSocketAsync();
            _requests.Add(await ReadAsync(socket));
            answer(socket);
        }

        // One request too many is refused instead of left waiting.
        _listener.Stop();
    }

    /// <summary>Reads head and body of one request.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        var received = new StringBuilder();
        var buffer = new byte[8192];
        while (!IsWhole(received.ToString()))
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
            {
                break;
            }

            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return received.ToString();
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        return end >= 0 && (length is null || request.Length >= end + 4 + int.Parse(length["Content-Length: ".Length..]));
    }
}
