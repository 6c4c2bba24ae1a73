using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cekura.Testing;

/// <summary>
/// Snapshot tests with the names and file rules of Verify: the text is compared with <c>Class.Method.verified.txt</c> beside the
/// test; a mismatch writes <c>Class.Method.received.txt</c> next to it. Files are UTF-8 with BOM, LF, without a final newline.
/// </summary>
public static class Verifier
{
    private static readonly UTF8Encoding Utf8WithBom = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Compares <paramref name="text"/> with the verified file of the calling test.</summary>
    /// <exception cref="VerifyException">The verified file is missing or differs.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task Verify(
        string text,
        string extension = "txt",
        [CallerMemberName] string member = "",
        [CallerFilePath] string sourceFile = ""
    )
    {
        // Read here, before any await: later frames belong to the runtime.
        var project = ProjectDirectory(Assembly.GetCallingAssembly());
        var folder = FolderOf(sourceFile, project);
        var name = $"{Path.GetFileNameWithoutExtension(sourceFile.Replace('\\', '/'))}.{member}";
        return CompareAsync(
            text,
            Path.Combine(folder, $"{name}.verified.{extension}"),
            Path.Combine(folder, $"{name}.received.{extension}")
        );
    }

    private static async Task CompareAsync(string text, string verifiedFile, string receivedFile)
    {
        var received = Normalize(text);
        var verified = File.Exists(verifiedFile) ? Normalize(await File.ReadAllTextAsync(verifiedFile)) : null;
        if (string.Equals(received, verified, StringComparison.Ordinal))
        {
            File.Delete(receivedFile);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, received, Utf8WithBom);
        throw new VerifyException(
            $"""
            {(verified is null ? "New" : "NotEqual")}:
              - Received: {receivedFile}
                Verified: {verifiedFile}

            Received:
            {received}

            Verified:
            {verified ?? "(no file)"}
            """
        );
    }

    private static string Normalize(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.EndsWith('\n') ? lines[..^1] : lines;
    }

    private static string ProjectDirectory(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "ProjectDirectory")?.Value
        ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no assembly metadata entry \"ProjectDirectory\".");

    /// <summary>The test's folder below the project. A CI build rewrites only the part of the path above the project.</summary>
    private static string FolderOf(string sourceFile, string projectDirectory)
    {
        var project = Path.TrimEndingDirectorySeparator(projectDirectory);
        var marker = $"/{Path.GetFileName(project)}/";
        var file = sourceFile.Replace('\\', '/');
        var start = file.LastIndexOf(marker, StringComparison.Ordinal);
        var below = start < 0 ? "" : Path.GetDirectoryName(file[(start + marker.Length)..]) ?? "";
        return Path.Combine(project, below);
    }
}
