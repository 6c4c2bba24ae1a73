namespace Cekura.Manifests.Text;

/// <summary>
/// Files that only their owner may read, replaced as a whole: whoever reads one meanwhile finds the old text or the new one.
/// </summary>
internal static class OwnerFile
{
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task ReplaceAsync(string path, string text, CancellationToken cancellationToken)
    {
        HomeFolder.Require(path);
        StateDirectory.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = $"{path}.new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var file = new StreamWriter(aside, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (IOException)
        {
            // What there was room for is of no use to anybody, and takes the room.
            File.Delete(aside);
            throw;
        }
    }
}
