namespace Cekura.Cli.Running;

/// <summary>Files that are replaced as a whole: a reader finds the old text or the new one, never half of it.</summary>
internal static class WholeFile
{
    public static Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text), cancellationToken);

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.new";
        await File.WriteAllBytesAsync(aside, text, cancellationToken);
        File.Move(aside, path, overwrite: true);
    }
}
