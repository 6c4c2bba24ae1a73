using System.Globalization;
using Cekura.Client;

namespace Cekura.Runs.TestProjects;

/// <summary>
/// A folder of its own for each run under the results directory, with a short, ASCII-named folder for each test: deep paths break on
/// Windows and in Azure DevOps. Nothing is deleted while the run goes on, because loggers copy the files later.
/// </summary>
internal sealed class AttachmentFolder
{
    private readonly string _root;
    private int _tests;

    private AttachmentFolder(string root) => _root = root;

    public static AttachmentFolder For(ProjectContents contents, TimeProvider time) => Under(contents.ResultsDirectory, time);

    public static AttachmentFolder Under(string resultsDirectory, TimeProvider time)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss-fffffff}-{Environment.ProcessId}");
        return new AttachmentFolder(Path.Combine(resultsDirectory, "cekura", run));
    }

    /// <summary>Folder for recordings, which arrive before it is known what else a test carries. It need not exist.</summary>
    public string Recordings => Path.Combine(_root, "recordings");

    /// <summary>A new folder for one test.</summary>
    public string ForTest()
    {
        var number = Interlocked.Increment(ref _tests);
        return Directory.CreateDirectory(Path.Combine(_root, number.ToString("d4", CultureInfo.InvariantCulture))).FullName;
    }

    /// <summary>Writes a file in one piece.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string folder, string name, Action<RentedBuffer> write)
    {
        var path = Path.Combine(folder, name);
        using var content = new RentedBuffer();
        write(content);
        File.WriteAllBytes(path, content.Written.Span);
        return path;
    }
}
