namespace Cekura.Manifests.Text;

/// <summary>The bytes of a file, or why there are none.</summary>
/// <param name="Text">The bytes; null when the file cannot be read.</param>
/// <param name="IsMissing">Whether the file does not exist.</param>
/// <param name="Error">What the system says about a file that exists.</param>
internal sealed record TextFile(ReadOnlyMemory<byte>? Text, bool IsMissing, string Error)
{
    private const int ByteOrderMarkLength = 3;

    /// <summary>
    /// Reads a file, of a longer one only enough to see that it is longer. Never throws for anything that the file or its name can be.
    /// </summary>
    public static TextFile Read(string path, int maxBytes)
    {
        try
        {
            using var file = File.OpenRead(path);
            // One byte more than wanted shows a file that is too large without reading the rest of it.
            var bytes = new byte[Math.Min(file.Length, (long)maxBytes + ByteOrderMarkLength) + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new TextFile(bytes.AsMemory(0, length), IsMissing: false, "");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new TextFile(Text: null, IsMissing: true, "");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new TextFile(Text: null, IsMissing: false, Quoted.Sentence(exception.Message));
        }
    }
}
