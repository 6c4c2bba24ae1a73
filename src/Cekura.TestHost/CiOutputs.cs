using System.Text;
using System.Xml;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Files;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>
/// What CI systems show of the cases of one dll. A host has no console of its own; the platform prints warnings as they are, a line each,
/// and that is where build servers read their commands.
/// </summary>
internal sealed class CiOutputs : IDisposable
{
    private const string Off = "none";

    private readonly TestProject _contents;
    private readonly IProjectHost _host;
    private readonly TimeProvider _time;
    private readonly string _project;
    private readonly CiReport _report;
    private readonly LiveSave? _live;

    /// <param name="contents">The project.</param>
    /// <param name="cases">What is going to run.</param>
    /// <param name="dashboard">Where it sends people.</param>
    /// <param name="attachments">Knows what is attached to tests.</param>
    /// <param name="host">Takes files and commands.</param>
    /// <param name="time">The clock.</param>
    public CiOutputs(
        TestProject contents,
        IEnumerable<ScenarioCase> cases,
        DashboardLink dashboard,
        AttachmentFolder attachments,
        IProjectHost host,
        TimeProvider time
    )
    {
        (_contents, _host, _time) = (contents, host, time);
        _project = Path.GetFileNameWithoutExtension(contents.Container.Source);
        _report = new(contents.Suites is [var only] ? only.Name : _project, dashboard, CiReport.Root(contents.Variables))
        {
            Artifacts = CiReport.ArtifactsPage(contents.Variables),
            KeepsOutput = JUnitPath is not null,
            Attachments = scenarioCase => attachments.FilesOf(scenarioCase.FullyQualifiedName),
            // GitLab finds files from the root of the checkout, Jenkins by their full paths.
            AttachmentRoot = Variable("CI_PROJECT_DIR"),
        };
        if (IsWanted)
        {
            _report.Plan(cases);
        }

        if (JUnitPath is { } path)
        {
            _live = new LiveSave(state => SaveJUnit(path, state), () => _report.Version, time);
        }
    }

    /// <summary>Takes the tests in where anything will be made of them; most runs are on no build server.</summary>
    /// <param name="listener">Hears what is not complete.</param>
    /// <param name="queue">Has tests added beside the session.</param>
    public IEnumerable<IReportStep> Steps(ICaseListener listener, ReportQueue queue) =>
        IsWanted ? [new LogStep(_report, listener, queue)] : [];

    /// <summary>The run is being stopped: files say so as soon as they can.</summary>
    public void Stop() => _live?.Stop();

    /// <summary>Writes what the settings and the environment ask for. Whatever cannot be written is said, and costs nothing else.</summary>
    /// <param name="isWhole">Whether the run came to its end.</param>
    public void Write(bool isWhole)
    {
        if (_report.Version == 0)
        {
            return;
        }

        // What is saved meanwhile would say another state.
        var state = isWhole ? TestRunState.Finished : TestRunState.Stopped;
        if (_live is null)
        {
            WriteAll(state);
        }
        else
        {
            _live.Finish(state, () => WriteAll(state));
        }
    }

    private void WriteAll(TestRunState state)
    {
        _report.State = state;
        if (Target is AnnotationTarget.GitHub)
        {
            Try("the job summary", AppendGitHubSummary);
            Try("the annotations", () => Command(_report.GitHubAnnotations()));
        }
        else if (Target is AnnotationTarget.Azure)
        {
            Try("the annotations", () => Command(_report.AzureIssues()));
            Try("the summary", UploadAzureSummary);
        }

        if (JUnitPath is { } path)
        {
            Try("the JUnit file", () => _host.Written(SaveJUnit(path, state), "Cekura JUnit"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _live?.Dispose();

    // Most runs are on no build server.
    private bool IsWanted => Target is not AnnotationTarget.None || JUnitPath is not null;

    private AnnotationTarget Target =>
        _contents.Settings!.Annotations switch
        {
            not AnnotationTarget.Auto and var chosen => chosen,
            _ => CiReport.Target(_contents.Variables),
        };

    private string? JUnitPath =>
        _contents.Settings!.JUnit switch
        {
            null => Variable("GITLAB_CI") is null ? null : Path.Combine(_contents.ResultsDirectory, "cekura-junit.xml"),
            var path when string.Equals(Path.GetFileName(path), Off, StringComparison.OrdinalIgnoreCase) => null,
            var path => path,
        };

    private void AppendGitHubSummary()
    {
        if (Variable("GITHUB_STEP_SUMMARY") is { } path)
        {
            // One write: other projects of the solution may be at the same file.
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            var before = file.Length;
            try
            {
                file.Write(Encoding.UTF8.GetBytes(_report.Summary()));
            }
            catch (IOException)
            {
                // A disk that is full took a part, of which nobody can make anything.
                file.SetLength(before);
                throw;
            }
        }
    }

    private void UploadAzureSummary()
    {
        var path = Path.Combine(Directory.CreateDirectory(_contents.ResultsDirectory).FullName, CiReport.SummaryOf(_project));
        WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(_report.Summary())));
        Command([CiReport.AzureSummary(path)]);
    }

    private string SaveJUnit(string wanted, TestRunState state)
    {
        _report.State = state;
        Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);

        // Several dlls may share a folder: then each but the first carries the dll's name.
        var path = IsOurs(wanted) ? wanted : Path.ChangeExtension(wanted, $".{_project}{Path.GetExtension(wanted)}");
        WholeFile.Write(path, file => _report.WriteJUnit(file, _project, _time.GetUtcNow()));
        return path;
    }

    private bool IsOurs(string path)
    {
        if (!File.Exists(path))
        {
            return true;
        }

        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return reader.MoveToContent() == XmlNodeType.Element && reader.GetAttribute("name") == _project;
        }
        catch (XmlException)
        {
            // Half a file of a run that was killed.
            return true;
        }
    }

    private void Try(string what, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e)
        {
            _host.Warn($"{what} could not be written: {e.Message}");
        }
    }

    // Where the build server is named, its commands are wanted in what the host says, wherever that goes.
    private void Command(IReadOnlyList<string> lines)
    {
        foreach (var line in _host.ReachesLog || _contents.Settings!.Annotations != AnnotationTarget.Auto ? lines : [])
        {
            _host.Message(MessageSeverity.Warning, line);
        }
    }

    private string? Variable(string name) => _contents.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
