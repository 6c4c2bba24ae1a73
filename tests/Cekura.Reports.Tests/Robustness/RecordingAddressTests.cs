using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Reports.Ci;
using Cekura.Reports.Summary;
using Cekura.Reports.Tests.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.History;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Robustness;

/// <summary>Who has the address of a recording can listen to it, so it stands in nothing that is written about a test.</summary>
public class RecordingAddressTests
{
    private const string Json = """
        { "id": 5545, "result_id": 987, "status": "completed", "voice_recording_url": "https://store.example.com/canary/5545.wav?sig=1",
          "voice_recording": "https://store.example.com/canary/5545.mp3", "success": false,
          "provider_call_details": { "artifact": { "stereoRecordingUrl": "https://store.example.com/canary/stereo.wav" } },
          "transcript_object": [ { "role": "Main Agent", "content": "Hello." } ],
          "metrics": [ { "id": 1, "name": "Polite", "type": "binary", "score": SCORE, "explanation": "It said hello." } ] }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_address_of_a_recording_stands_in_no_output(bool passes)
    {
        var run = Run.Read(
            JsonElement.Parse(
                Json.Replace("SCORE", passes ? "5" : "0", StringComparison.Ordinal)
                    .Replace("\"success\": false", passes ? "\"success\": true" : "\"success\": false", StringComparison.Ordinal)
            )
        );
        Assert.Contains("canary", run.RecordingUrl, StringComparison.Ordinal);
        var scenarioCase = SampleCase.Of("Book", "Calm");
        var verdict = new CaseJudge(new()).Aggregate([Judge(run), Judge(run with { Id = 5546 })], passAtLeast: null);
        var report = new CiReport("Front desk", Dashboard);
        report.Add(scenarioCase, verdict);
        using var junit = new MemoryStream();
        report.WriteJUnit(junit, "Clinic.Tests", DateTimeOffset.UnixEpoch);
        var status = new StatusLog("Clinic.Tests", 1, Dashboard, root: null, TimeProvider.System);
        status.Add(scenarioCase, verdict);
        var statusFile = Path.Combine(Directory.CreateTempSubdirectory("cekura-status-").FullName, "status.json");
        StatusFile.Write(statusFile, status.Take(TestRunState.Finished));
        using var page = new SampleReport();
        page.Report.Add(scenarioCase, verdict);
        using var transcript = new RentedBuffer();
        transcript.Write(new TranscriptDocument(Dashboard).Write(verdict.Runs[0]));

        string[] outputs =
        [
            verdict.Message ?? "",
            .. verdict.Notes,
            new CaseSummary(Dashboard).StandardOutput(verdict),
            Encoding.UTF8.GetString(transcript.Written.Span),
            new RunDocument().Write(run),
            VerdictJson.Write(verdict, new RunDocument(), "/tmp").ToJsonString(),
            page.Save(),
            report.Summary(),
            .. report.GitHubAnnotations(),
            .. report.AzureIssues(),
            Encoding.UTF8.GetString(junit.ToArray()),
            File.ReadAllText(statusFile),
        ];

        Assert.All(outputs, output => Assert.DoesNotContain("canary", output, StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(statusFile)!, recursive: true);
    }
}
