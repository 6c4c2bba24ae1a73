using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Cekura.Client.Tests.Network;

/// <summary>
/// A server of HTTP/2 without encryption that says of every request which it took whole that it did nothing with it, so that it may be sent
/// again.
/// </summary>
internal sealed class RefusingHttp2Server : IDisposable
{
    private const int Preface = 24;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Settings = 4;
    private const byte GoAway = 7;
    private const byte EndOfStream = 1;
    private const byte RefusedStream = 7;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly bool _closes;
    private int _taken;

    /// <param name="closes">Whether it closes the connection with GOAWAY, instead of refusing the stream.</param>
    public RefusingHttp2Server(bool closes)
    {
        _closes = closes;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests it took whole.</summary>
    public int Taken => Volatile.Read(ref _taken);

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
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await stream.ReadExactlyAsync(new byte[Preface]);
            await WriteAsync(stream, Settings, flags: 0, streamId: 0, []);
            var head = new byte[9];
            while (true)
            {
                await stream.ReadExactlyAsync(head);
                await stream.ReadExactlyAsync(new byte[(head[0] << 16) | (head[1] << 8) | head[2]]);
                var (type, flags, id) = (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue);
                if (type == Settings && flags == 0)
                {
                    await WriteAsync(stream, Settings, flags: 1, streamId: 0, []);
                }
                else if (type is Data or Headers && (flags & EndOfStream) != 0)
                {
                    Interlocked.Increment(ref _taken);
                    if (_closes)
                    {
                        // The last stream that was looked at is none.
                        await WriteAsync(stream, GoAway, flags: 0, streamId: 0, [0, 0, 0, 0, 0, 0, 0, 0]);
                        return;
                    }

                    await WriteAsync(stream, type: 3, flags: 0, id, [0, 0, 0, RefusedStream]);
                }
            }
        }
        catch (IOException)
        {
            // The client closed it.
        }
    }

    private static async Task WriteAsync(Stream stream, byte type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[2] = (byte)payload.Length;
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame, 9);
        await stream.WriteAsync(frame);
    }
}
