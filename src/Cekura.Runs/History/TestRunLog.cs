using System.Buffers;
using System.Security.Cryptography;
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
    private const int LabelLimit = 100;
    private const int SeedHashBytes = 8;
    private const int MaxSeedBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Stream _file;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private string? _report;

    internal TestRunLog(Stream file, string path = "")
    {
        (_file, Path, EmulatorData) = (file, path, System.IO.Path.ChangeExtension(path, TestRunFiles.EmulatorExtension));
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>The file.</summary>
    internal string Path { get; }

    /// <summary>Where an emulator keeps the conversations of the run.</summary>
    internal string EmulatorData { get; }

    /// <summary>The run as its tests refer to it; null when it is not written to the state directory.</summary>
    internal PastRun? Run { get; private init; }

    /// <summary>Begins the file of a run, and forgets the oldest ones of the same project.</summary>
    /// <param name="stateDirectory">The state directory; made when it does not exist.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="projectDirectory">Folder of the test project.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="revision">What was checked out; null: not known.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static TestRunLog Create(
        string stateDirectory,
        string project,
        string projectDirectory,
        CekuraSettings settings,
        TimeProvider time,
        SourceRevision? revision = null
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
        var seed = settings.UsesEmulator ? settings.Seed : null;
        var file = new FileStream(System.IO.Path.Combine(folder, TestRunFiles.NewName(started)), options);
        TestRunFiles.Prune(folder);
        var head = new LastTestRun
        {
            Path = file.Name,
            Project = project,
            ProjectDirectory = projectDirectory,
            ApiUrl = settings.ApiUrl?.ToString() ?? LastTestRun.Emulator,
            Seed = seed,
            SeedHash = SeedHash(seed),
            Label = UntrustedText.Line(settings.Label, LabelLimit) is { Length: > 0 } label ? label : null,
            Commit = revision?.Commit,
            Branch = revision?.Branch,
            Started = started,
        };
        file.Write(Encoding.UTF8.GetBytes(TestRunJson.Head(head) + "\n"));
        return new TestRunLog(file, file.Name) { Run = RunHistory.PastOf(head) };
    }

    string ICaseLog.Incomplete => "This run is not remembered";

    // The file says what finished, in that order.
    void ICaseLog.Expect(ScenarioCase scenarioCase) { }

    /// <summary>Adds a finished case, with its verdict before any baseline.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        var record = TestRecord.Of(scenarioCase, verdict) with { Details = TestDetails.Of(scenarioCase, verdict) };
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

    /// <summary>Says where the report of the run is. Told again it writes nothing.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void ReportAt(string path)
    {
        lock (_gate)
        {
            if (!string.Equals(_report, path, StringComparison.Ordinal))
            {
                _report = path;
                _file.Write(Encoding.UTF8.GetBytes(TestRunJson.Report(path) + "\n"));
            }
        }
    }

    // What is wrong with a seed is said by what reads it.
    private static string? SeedHash(string? seed) =>
        seed is not null && TextFile.Read(seed, MaxSeedBytes).Text is { } text
            ? Convert.ToHexStringLower(SHA256.HashData(text.Span), 0, SeedHashBytes)
            : null;

    /// <inheritdoc />
    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
