using System.Runtime.InteropServices;
using System.Text;

namespace Cekura.Runs.Report.Html;

/// <summary>
/// Keeps what was written about cases in a file until the page is saved, so that memory does not grow with the conversations. Of each
/// case there is a short form too, for reports that would become too large to open.
/// </summary>
internal sealed class PanelStore : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[BufferSize];
    private long _end;

    /// <param name="directory">An existing folder for the file, which is gone when the store is disposed.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public PanelStore(string directory) => _file = new FileStream(
        Path.Combine(directory, $".cekura-report-{Guid.NewGuid():n}.tmp"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = BufferSize });

    /// <summary>Keeps what <paramref name="write"/> writes, behind everything that was kept before.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public Range Keep(Action<HtmlWriter> write)
    {
        var from = _end;
        if (_file.Position != from)
        {
            _file.Position = from;
        }

        using (var text = new StreamWriter(_file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        {
            write(new HtmlWriter(text));
        }

        _end = _file.Position;
        return new(from, _end - from);
    }

    public void CopyTo(Stream target, Range range)
    {
        _file.Position = range.From;
        for (var left = range.Length; left > 0;)
        {
            var read = _file.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            target.Write(_buffer, 0, read);
            left -= read;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A stretch of the file, in bytes.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Range(long From, long Length);
}
