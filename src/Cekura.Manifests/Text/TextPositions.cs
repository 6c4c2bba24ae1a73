namespace Cekura.Manifests.Text;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns, each in a time that does not grow with the text.</summary>
internal sealed class TextPositions
{
    // Counting from the start of the line alone would be quadratic for a large manifest written on one line.
    private const int BlockSize = 1024;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly string _path;
    private readonly List<int> _lineStarts = [0];
    private readonly int[] _unitsBeforeBlock;

    public TextPositions(ReadOnlyMemory<byte> text, string path)
    {
        _text = text;
        _path = path;
        _unitsBeforeBlock = new int[(text.Length / BlockSize) + 1];
        var units = 0;
        var bytes = text.Span;
        for (var offset = 0; offset < bytes.Length; offset++)
        {
            if (offset % BlockSize == 0)
            {
                _unitsBeforeBlock[offset / BlockSize] = units;
            }

            units += Units(bytes[offset]);
            if (bytes[offset] == (byte)'\n')
            {
                _lineStarts.Add(offset + 1);
            }
        }

        if (bytes.Length % BlockSize == 0)
        {
            _unitsBeforeBlock[^1] = units;
        }
    }

    /// <summary>Offset of a place that is given as Utf8JsonReader gives it: line and byte in the line, both from 0.</summary>
    public int Offset(long line, long byteInLine) =>
        line < _lineStarts.Count ? (int)Math.Min(_lineStarts[(int)line] + byteInLine, _text.Length) : _text.Length;

    public SourceLocation At(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourceLocation(_path, line + 1, UnitsBefore(offset) - UnitsBefore(_lineStarts[line]) + 1);
    }

    private int UnitsBefore(int offset)
    {
        var block = offset / BlockSize;
        var units = _unitsBeforeBlock[block];
        foreach (var value in _text.Span[(block * BlockSize)..offset])
        {
            units += Units(value);
        }

        return units;
    }

    /// <summary>UTF-16 code units that a byte begins: none if it continues a sequence, two if it opens one of four bytes.</summary>
    private static int Units(byte value) =>
        (value & 0xC0) == 0x80 ? 0
        : value >= 0xF0 ? 2
        : 1;
}
