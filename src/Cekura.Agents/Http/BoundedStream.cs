using Cekura.Agents.Lines;

namespace Cekura.Agents.Http;

/// <summary>
/// An answer as it is read, unpacked: what is more than is allowed ends it, and where it breaks off, that is the agent's error.
/// </summary>
/// <param name="inner">The answer.</param>
/// <param name="count">Told of each part; throws when it is too much.</param>
internal sealed class BoundedStream(Stream inner, Action<int> count) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new AgentFaultException(
                FaultKind.BadAnswer,
                $"sent an answer that cannot be unpacked: {e.Message.TrimEnd('.')}",
                "Let it send what its header Content-Encoding says.",
                e
            );
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new AgentFaultException(
                FaultKind.Lost,
                "broke the connection in the middle of its answer",
                "Look at the agent's own log.",
                e
            );
        }

        count(read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
