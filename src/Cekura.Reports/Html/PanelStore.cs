using System.Runtime.InteropServices;
using System.Text;
using Cekura.Reports.Files;

namespace Cekura.Reports.Html;

/// <summary>
/// Keeps what was written about cases in a file until the page is saved, so that memory does not grow with the conversations. Of each
/// case there is a short form too, for reports that would become too large to open.
/// </summary>
internal sealed class PanelStore : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly FileStream _file;
    private readonly MemoryStream _block = new();
    private readonly byte[] _buffer = new byte[BlockSize];
    private readonly StreamWriter _text;
    private readonly HtmlWriter _html;
    private long _written;

    /// <param name="directory">An existing folder for the file, which is gone when the store is disposed.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public PanelStore(string directory)
    {
        UnfinishedFile.Sweep(directory);
        var path = UnfinishedFile.NameIn(directory);
        _file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
                BufferSize = BlockSize,
            }
        );
        if (!OperatingSystem.IsWindows())
        {
            // The system keeps a file without a name until it is closed, however the process ends; Windows does so by the option.
            File.Delete(path);
        }

        _text = new StreamWriter(_block, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _html = new HtmlWriter(_text);
    }

    /// <summary>Keeps what <paramref name="write"/> writes, behind everything that was kept before.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public Range Keep(Action<HtmlWriter> write)
    {
        var from = _written + _block.Length;
        try
        {
            write(_html);
        }
        finally
        {
            // Half a panel is nobody's, not even the next one's.
            _text.Flush();
        }

        var range = new Range(from, _written + _block.Length - from);
        if (_block.Length >= BlockSize)
        {
            WriteBlock();
        }

        return range;
    }

    public void CopyTo(Stream target, Range range)
    {
        WriteBlock();
        _file.Position = range.From;
        for (var left = range.Length; left > 0; )
        {
            var read = _file.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            target.Write(_buffer, 0, read);
            left -= read;
        }
    }

    /// <summary>Panels are small and many, and each write of its own would cost more than making them.</summary>
    private void WriteBlock()
    {
        if (_block.Length > 0)
        {
            _file.Position = _written;
            _block.WriteTo(_file);
            _file.Flush();
            _written += _block.Length;
            _block.SetLength(0);
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
    }

    /// <summary>A stretch of the file, in bytes.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Range(long From, long Length);
}
