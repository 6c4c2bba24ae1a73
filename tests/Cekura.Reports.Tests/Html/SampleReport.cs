using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Reports.Html;
using Cekura.Runs.Conversations;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Html;

/// <summary>Reports in a folder of their own.</summary>
internal sealed class SampleReport : IDisposable
{
    public const string Hostile =
        "</script><script>window.forged = 1</script><img src=x onerror=\"window.forged = 2\"> & \u001b[31m \u202Egnp.exe ##vso[task.complete] \ud83d";

    private readonly CaseJudge _cases = new(VerdictRules.From(new CekuraSettings()));

    public SampleReport(
        string title = "Front desk",
        string source = "Clinic.Tests",
        DashboardLink? dashboard = null,
        DateTimeOffset? now = null
    )
    {
        Time = new FakeTimeProvider(now ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Report = new HtmlReport(title, source, dashboard ?? Dashboard, Folder, Time);
    }

    public FakeTimeProvider Time { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("cekura-report-").FullName;

    public HtmlReport Report { get; }

    public string Path => System.IO.Path.Combine(Folder, "cekura-report.html");

    public void Dispose()
    {
        Report.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public SampleReport Add(string scenario, string? personality, params Run[] runs) => Add(SampleCase.Of(scenario, personality), runs);

    public SampleReport Add(ScenarioCase scenarioCase, params Run[] runs) => Add(scenarioCase, verdict => verdict, runs);

    public SampleReport Add(ScenarioCase scenarioCase, Func<CaseVerdict, CaseVerdict> change, params Run[] runs)
    {
        Report.Add(scenarioCase, change(_cases.Aggregate([.. runs.Select(run => Judge(run))], passAtLeast: null)));
        return this;
    }

    public string Save()
    {
        Report.Save(Path);
        return File.ReadAllText(Path);
    }

    /// <summary>Two scenarios, two personalities, a failure, repetitions, and an agent that attacks the reader.</summary>
    public SampleReport Filled() =>
        this.Add("Book", "Normal Male", Passed)
            .Add("Book", "In a hurry", Failed, Passed with { Id = 5560 })
            .Add("Move", "Normal Male", NotConnected(RunStatus.Failed))
            .Add(
                Hostile,
                Hostile,
                Failed with
                {
                    ScenarioName = Hostile,
                    EndedReason = Hostile,
                    ErrorMessage = Hostile,
                    AgentName = Hostile,
                    Metrics =
                    [
                        Binary(Hostile, passes: false, Hostile),
                        new RunMetric
                        {
                            Name = "Latency",
                            Type = "numeric",
                            Score = 1250,
                        },
                    ],
                    TranscriptTurns =
                    [
                        Turn(SpeakerRole.Agent, 1, 2, Hostile),
                        Turn(SpeakerRole.ToolCall, 3, 3, "") with
                        {
                            ToolName = Hostile,
                            Arguments = Hostile,
                        },
                        Turn(SpeakerRole.ToolResult, 4, 4, "") with
                        {
                            ToolName = null,
                            ToolResult = Hostile,
                        },
                        Turn(SpeakerRole.Other, 5, 6, Hostile) with
                        {
                            RoleText = Hostile,
                        },
                    ],
                }
            );
}
