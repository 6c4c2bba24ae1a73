using System.Collections.Concurrent;
using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Cases;

namespace Cekura.TestHost;

/// <summary>
/// A folder of its own for each run under the results directory, with a short, ASCII-named folder for each test: deep paths break on
/// Windows and in Azure DevOps. Nothing is deleted during the run or when it ends, because loggers, in another process, copy the files
/// later; what earlier runs left is, when the next one begins.
/// </summary>
internal sealed class AttachmentFolder
{
    /// <summary>How many runs of a project keep their folder, this one among them.</summary>
    public const int Kept = EarlierAttachments.Kept;

    /// <summary>Name of the folder for recordings.</summary>
    public const string RecordingsName = "recordings";

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _files = new(StringComparer.Ordinal);
    private readonly Lazy<string> _root;
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private int _tests;

    private AttachmentFolder(Func<string> root) => _root = new Lazy<string>(root);

    public static AttachmentFolder For(TestProject contents, TimeProvider time) =>
        Under(contents.ResultsDirectory, Path.GetFileNameWithoutExtension(contents.Container.Source), time, Environment.ProcessId);

    /// <summary>A folder for a run that begins now.</summary>
    /// <param name="resultsDirectory">Where all results go.</param>
    /// <param name="project">The test project.</param>
    /// <param name="time">The clock.</param>
    /// <param name="process">The process that runs it.</param>
    public static AttachmentFolder Under(string resultsDirectory, string project, TimeProvider time, int process)
    {
        var runs = Path.Combine(resultsDirectory, "cekura");
        EarlierAttachments.Prune(runs, project, time.GetUtcNow());
        // Named when the first test needs it: the record of the run, by whose time the folder is found again, has begun by then.
        return new AttachmentFolder(() => Path.Combine(runs, EarlierAttachments.NameOf(project, time.GetUtcNow(), process)));
    }

    /// <summary>Folder for recordings, which arrive before it is known what else a test carries. It need not exist.</summary>
    public string Recordings => Path.Combine(_root.Value, RecordingsName);

    /// <summary>Remembers what is attached to a test, for files that name attachments.</summary>
    /// <param name="test">Fully qualified name of the test.</param>
    /// <param name="files">The files; absolute paths.</param>
    public void Attached(string test, IReadOnlyList<string> files) => _files[test] = files;

    /// <summary>What is attached to a test so far; absolute paths.</summary>
    /// <param name="test">Fully qualified name of the test.</param>
    public IReadOnlyList<string> FilesOf(string test) => _files.GetValueOrDefault(test) ?? [];

    /// <summary>A new folder for one test.</summary>
    public string ForTest() => Directory.CreateDirectory(Next()).FullName;

    /// <summary>The folder of a test, made now.</summary>
    /// <param name="scenarioCase">The test.</param>
    public string ForTest(ScenarioCase scenarioCase) => Directory.CreateDirectory(FolderOf(scenarioCase)).FullName;

    /// <summary>Where the folder of a test is, or will be: whoever asks first, as a report that links what is written later.</summary>
    /// <param name="scenarioCase">The test.</param>
    public string FolderOf(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        lock (_folders)
        {
            if (!_folders.TryGetValue(scenarioCase.FullyQualifiedName, out var folder))
            {
                _folders[scenarioCase.FullyQualifiedName] = folder = Next();
            }

            return folder;
        }
    }

    private string Next() => Path.Combine(_root.Value, Interlocked.Increment(ref _tests).ToString("d4", CultureInfo.InvariantCulture));

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
