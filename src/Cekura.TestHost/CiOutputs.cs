using System.Text;
using System.Xml;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Runs.Conversations;
using Cekura.Runs.Listening;

namespace Cekura.TestHost;

/// <summary>
/// What CI systems show of the cases of one dll. A host has no console of its own; the platform prints warnings as they are, a line each,
/// and that is where build servers read their commands.
/// </summary>
internal sealed class CiOutputs(TestProject contents, DashboardLink dashboard, IProjectHost host, TimeProvider time)
{
    private const string Off = "none";

    private readonly string _project = Path.GetFileNameWithoutExtension(contents.Container.Source);
    private readonly CiReport _report = new(
        contents.Suites is [var only] ? only.Name : Path.GetFileNameWithoutExtension(contents.Container.Source),
        dashboard,
        CiReport.Root(contents.Variables)
    )
    {
        Artifacts = CiReport.ArtifactsPage(contents.Variables),
    };

    /// <summary>Takes the tests in where anything will be made of them; most runs are on no build server.</summary>
    /// <param name="listener">Hears what is not complete.</param>
    /// <param name="queue">Has tests added beside the session.</param>
    public IEnumerable<IReportStep> Steps(ICaseListener listener, ReportQueue queue) =>
        Target is AnnotationTarget.None && JUnitPath is null ? [] : [new LogStep(_report, listener, queue)];

    /// <summary>Writes what the settings and the environment ask for. Whatever cannot be written is said, and costs nothing else.</summary>
    public void Write()
    {
        if (_report.Count == 0)
        {
            return;
        }

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
            Try("the JUnit file", () => WriteJUnit(path));
        }
    }

    private AnnotationTarget Target =>
        contents.Settings!.Annotations switch
        {
            not AnnotationTarget.Auto and var chosen => chosen,
            _ => CiReport.Target(contents.Variables),
        };

    private string? JUnitPath =>
        contents.Settings!.JUnit switch
        {
            null => Variable("GITLAB_CI") is null ? null : Path.Combine(contents.ResultsDirectory, "cekura-junit.xml"),
            var path when string.Equals(Path.GetFileName(path), Off, StringComparison.OrdinalIgnoreCase) => null,
            var path => path,
        };

    private void AppendGitHubSummary()
    {
        if (Variable("GITHUB_STEP_SUMMARY") is { } path)
        {
            // One write: other projects of the solution may be at the same file.
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(_report.Summary()));
        }
    }

    private void UploadAzureSummary()
    {
        var path = Path.Combine(Directory.CreateDirectory(contents.ResultsDirectory).FullName, CiReport.SummaryOf(_project));
        File.WriteAllText(path, _report.Summary());
        Command([CiReport.AzureSummary(path)]);
    }

    private void WriteJUnit(string wanted)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);

        // Several dlls may share a folder: then each but the first carries the dll's name.
        var path = IsOurs(wanted) ? wanted : Path.ChangeExtension(wanted, $".{_project}{Path.GetExtension(wanted)}");
        using (var file = File.Create(path))
        {
            _report.WriteJUnit(file, _project, time.GetUtcNow());
        }

        host.Written(path, "Cekura JUnit");
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
            host.Warn($"{what} could not be written: {e.Message}");
        }
    }

    // Where the build server is named, its commands are wanted in what the host says, wherever that goes.
    private void Command(IReadOnlyList<string> lines)
    {
        foreach (var line in host.ReachesLog || contents.Settings!.Annotations != AnnotationTarget.Auto ? lines : [])
        {
            host.Message(MessageSeverity.Warning, line);
        }
    }

    private string? Variable(string name) => contents.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
