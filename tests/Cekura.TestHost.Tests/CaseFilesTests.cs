using System.Text.RegularExpressions;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.TestHost.Tests;

/// <summary>The report links what is attached to a test, whichever of the two is written first.</summary>
public sealed class CaseFilesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly string _results = Directory.CreateTempSubdirectory("cekura-files-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public void Every_link_of_the_report_leads_to_a_file_also_where_tests_finish_in_another_order()
    {
        var files = Files(TranscriptSelection.All);
        using var report = new HtmlReport("Clinic", "Clinic", DashboardLink.Emulated, _results, _time) { Files = files.Links };
        report.Add(Case("Book"), Verdict(Outcome.Failed, 1, 2));
        report.Add(Case("Move"), Verdict(Outcome.Passed, 3));

        var written = files.Write(Case("Move"), Verdict(Outcome.Passed, 3));
        files.Write(Case("Book"), Verdict(Outcome.Failed, 1, 2));
        var path = Path.Combine(_results, "cekura-report.html");
        report.Save(path);

        Assert.Equal(["Transcript", "Run"], written.Files.Select(file => file.Title));
        string[] links =
        [
            .. Regex
                .Matches(File.ReadAllText(path), "<a href=\"(?<way>cekura/[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
                .Select(match => match.Groups["way"].Value),
        ];
        Assert.Equal(
            ["transcript-1.md", "run-1.json", "transcript-2.md", "run-2.json", "transcript.md", "run.json"],
            links.Select(Path.GetFileName)
        );
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(_results, link)), link));
        Assert.Contains("\"id\": 3", File.ReadAllText(Path.Combine(_results, links[^1])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_attached_is_not_linked()
    {
        Assert.Empty(Files(TranscriptSelection.None).Links(Case("Book"), Verdict(Outcome.Failed, 1)));
        Assert.Empty(Files(TranscriptSelection.Failed).Links(Case("Book"), Verdict(Outcome.Passed, 1)));
        Assert.Equal(2, Files(TranscriptSelection.Failed).Links(Case("Book"), Verdict(Outcome.Failed, 1)).Count());
        Assert.Empty(Directory.GetFileSystemEntries(_results));
    }

    private CaseFiles Files(TranscriptSelection transcripts) =>
        new(
            transcripts,
            DashboardLink.Emulated,
            new RunDocument(null),
            AttachmentFolder.Under(_results, "Clinic", _time, int.MaxValue - 7)
        );

    private static ScenarioCase Case(string name) =>
        new()
        {
            FullyQualifiedName = $"S.{name}.Calm",
            DisplayName = $"{name} [Calm]",
            ScenarioId = 101,
            ScenarioName = name,
            Mode = "text",
            Location = new SourceLocation("/project/cekura.json", name == "Book" ? 3 : 4, 5),
        };

    private static CaseVerdict Verdict(Outcome outcome, params long[] runs) =>
        new()
        {
            Outcome = outcome,
            Message = outcome == Outcome.Passed ? null : "Failed.",
            Passed = outcome == Outcome.Passed ? runs.Length : 0,
            Total = runs.Length,
            Runs =
            [
                .. runs.Select(id => new RunVerdict
                {
                    Outcome = outcome,
                    Rule = "V19",
                    Message = outcome == Outcome.Passed ? "" : "Failed.",
                    Run = new Run { Id = id },
                }),
            ],
        };
}
