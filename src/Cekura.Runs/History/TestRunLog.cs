using System.Buffers;
using System.Text;
using System.Text.Json;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Writes a test run into the state directory as its cases finish, a whole line at a time: whatever happens to the process, what had
/// finished is known, but for the last moment. Several processes write several files. May be called from several threads.
/// </summary>
internal sealed class TestRunLog : ICaseLog, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _file;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    internal TestRunLog(Stream file, string path = "")
    {
        (_file, EmulatorData) = (file, System.IO.Path.ChangeExtension(path, TestRunFiles.EmulatorExtension));
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>Where an emulator keeps the conversations of the run.</summary>
    internal string EmulatorData { get; }

    /// <summary>Begins the file of a run, and forgets the oldest ones of the same project.</summary>
    /// <param name="stateDirectory">The state directory; made when it does not exist.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="projectDirectory">Folder of the test project.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static TestRunLog Create(
        string stateDirectory,
        string project,
        string projectDirectory,
        CekuraSettings settings,
        TimeProvider time
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        var folder = TestRunFiles.FolderOf(stateDirectory, project, projectDirectory);
        StateDirectory.Create(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var started = time.GetUtcNow();
        var file = new FileStream(Path.Combine(folder, TestRunFiles.NewName(started)), options);
        TestRunFiles.Prune(folder);
        file.Write(
            Encoding.UTF8.GetBytes(
                TestRunJson.Head(
                    project,
                    projectDirectory,
                    settings.ApiUrl?.ToString() ?? LastTestRun.Emulator,
                    settings.UsesEmulator ? settings.Seed : null,
                    started
                ) + "\n"
            )
        );
        return new TestRunLog(file, file.Name);
    }

    string ICaseLog.Incomplete => "This run is not remembered";

    // The file says what finished, in that order.
    void ICaseLog.Expect(ScenarioCase scenarioCase) { }

    /// <summary>Adds a finished case, with its verdict before any baseline.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var record = TestRecord.Of(scenarioCase, verdict);
        lock (_gate)
        {
            _line.ResetWrittenCount();
            _json.Reset();
            TestRunJson.Write(_json, record);
            _json.Flush();
            _line.Write("\n"u8);

            // Unbuffered and in one piece: a process that dies tears at most its last line.
            _file.Write(_line.WrittenSpan);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
