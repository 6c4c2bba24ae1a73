using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Runs.Verdict;
using Cekura.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Ci;

public sealed class CiReportTests
{
    private const string Hostile = "a|b `c` <script> [x](http://y) \u001b[31m \u202Egnp ##vso[task.complete] ::error::x,y:z%0A \ud83d";

    private static readonly DateTimeOffset Noon = new(2026, 8, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly CiReport _report = new("Front desk", Dashboard, "/repo")
    {
        KeepsOutput = true,
        Attachments = scenarioCase =>
            scenarioCase.ScenarioName == "Move" ? ["/repo/results/cekura/0003/transcript.md", "/elsewhere/run.json"] : [],
        AttachmentRoot = "/repo",
    };
    private int _line = 4;

    [Fact]
    public Task The_summary_has_the_map_and_what_failed() => Verifier.Verify(Filled().Summary().TrimEnd());

    [Fact]
    public Task What_failed_is_annotated_at_the_manifest_s_line() =>
        Verifier.Verify(
            string.Join('\n', [.. Filled().GitHubAnnotations(), .. _report.AzureIssues(), CiReport.AzureSummary("/a b/c%\n.md")])
        );

    [Fact]
    public Task JUnit_has_every_case_and_keeps_to_the_schema()
    {
        var xml = JUnit(Filled());

        var schemas = new XmlSchemaSet();
        schemas.Add("", Path.Combine(AppContext.BaseDirectory, "Ci", "junit.xsd"));
        XDocument.Parse(xml).Validate(schemas, (_, e) => Assert.Fail(e.Message));
        return Verifier.Verify(xml);
    }

    [Fact]
    public void Runs_of_a_served_emulator_are_said_to_be_emulated()
    {
        Add("Book", "Calm", Failed with { Metadata = System.Text.Json.JsonDocument.Parse("""{ "emulated": true }""").RootElement });

        Assert.Contains(" · emulated\n", _report.Summary(), StringComparison.Ordinal);
        Assert.DoesNotContain("dashboard.cekura.ai", _report.Summary() + JUnit(_report), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_an_agent_says_becomes_a_command_or_markup()
    {
        Add(
            Hostile,
            Hostile,
            Failed with
            {
                ScenarioName = Hostile,
                EndedReason = Hostile,
                ExpectedOutcome = null,
                Metrics = [Binary(Hostile, passes: false, $"It said \"{Hostile}\"")],
                TranscriptTurns = [Turn(SpeakerRole.Agent, 1, 2, Hostile)],
                Feedback = Hostile,
                EvaluationStatus = EvaluationStatus.ReviewedFailure,
            }
        );

        var github = Assert.Single(_report.GitHubAnnotations());
        Assert.StartsWith("::error file=cekura.json,line=5,title=", github, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', github);
        var title = github[
            "::error file=cekura.json,line=5,title=".Length..github.IndexOf("::", "::error".Length, StringComparison.Ordinal)
        ];
        Assert.Contains("a|b", title, StringComparison.Ordinal);
        Assert.DoesNotContain(',', title);
        Assert.DoesNotContain(':', title);
        var azure = Assert.Single(_report.AzureIssues());
        Assert.Equal(1, azure.Split("##vso[").Length - 1);
        Assert.DoesNotContain('\n', azure);
        var summary = _report.Summary();
        Assert.DoesNotContain("##vso[", summary, StringComparison.Ordinal);
        Assert.All(summary.Split('\n').Where(line => line.StartsWith('|')), line =>
            Assert.Equal(3, line.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|'))
        );
        Assert.DoesNotContain("<script>", summary.Replace("\\<script\\>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(summary, character => character is '\u001b' or '\u202E' || char.IsSurrogate(character));
    }

    [Fact]
    public void A_summary_stays_below_what_GitHub_takes()
    {
        for (var number = 0; number < 2000; number++)
        {
            Add($"Scenario {number}", $"Personality {number % 40}", Failed);
        }

        var summary = _report.Summary();

        Assert.InRange(Encoding.UTF8.GetByteCount(summary), 100_000, 300_000);
        Assert.Contains("Not shown here: 1900 scenarios, 28 personalities.", summary, StringComparison.Ordinal);
        Assert.EndsWith("more are in the report.\n", summary, StringComparison.Ordinal);
        Assert.Equal(10, _report.GitHubAnnotations().Count);
    }

    [Fact]
    public void Each_cause_has_an_annotation_before_one_has_two_and_the_agent_s_come_first()
    {
        Run Busy(int id) => NotConnected(RunStatus.Failed) with { Id = id, ErrorMessage = "SIP 486 Busy here" };
        for (var number = 1; number <= 30; number++)
        {
            Add($"Dial {number}", "Calm", Busy(number));
        }

        _line = 99;
        Add("Book", "Calm", Failed);
        _line = 99;
        Add("Book", "In a hurry", Failed, Failed with { Id = 7 });
        _line = 199;
        Add("Move", "Calm", Failed with { ExpectedOutcome = null });

        var annotations = _report.GitHubAnnotations();

        Assert.Equal(10, annotations.Count);
        Assert.StartsWith(
            "::error file=cekura.json,line=100,title=3 × The agent reads back its date and time::Book [Calm, In a hurry ×2]%0A",
            annotations[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "::error file=cekura.json,line=200,title=Confirms date and time::Move [Calm]%0A",
            annotations[1],
            StringComparison.Ordinal
        );
        Assert.All(annotations.Skip(2), one =>
            Assert.Contains("title=The run did not take place%3A SIP 486 Busy here::", one, StringComparison.Ordinal)
        );
        Assert.Contains("The same at cekura.json:13, cekura.json:14", annotations[2], StringComparison.Ordinal);
        Assert.Contains("and 17 more lines.", annotations[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_says_first_why_with_the_turn_and_the_way_to_the_report()
    {
        var report = new CiReport("Front desk", Dashboard, "/repo")
        {
            Artifacts = CiReport.ArtifactsPage(
                new Dictionary<string, string?>
                {
                    ["GITHUB_SERVER_URL"] = "https://github.com",
                    ["GITHUB_REPOSITORY"] = "clinic/desk",
                    ["GITHUB_RUN_ID"] = "17",
                }
            ),
        };
        var promised = Failed with
        {
            ExpectedOutcome = new()
            {
                Score = 0,
                Alignments =
                [
                    new()
                    {
                        PromptPart = "the agent never promises a slot that is taken",
                        Aligned = Alignment.No,
                        Outcome = "[00:12] It promised one.",
                    },
                ],
            },
        };
        var rules = new CaseJudge(new());
        report.Add(Case("Book", "Patient caller", "/repo/cekura.json", 4), rules.Aggregate([Judge(promised)], null));
        report.Add(
            Case("Book", "In a hurry", "/repo/cekura.json", 4),
            rules.Aggregate([Judge(promised)], null) with
            {
                Standing = TestStanding.Regression,
            }
        );
        report.Add(
            Case("Move", "Calm", "/repo/cekura.json", 9),
            rules.Aggregate([Judge(Passed)], null) with
            {
                Standing = TestStanding.Fixed,
            }
        );

        Assert.StartsWith(
            """
            ## Cekura: Front desk

            ✗ 2 failed · ✓ 1 passed

            Whole conversations are in `cekura-report.html`, among the [artifacts of this run](<https://github.com/clinic/desk/actions/runs/17#artifacts>) where the job keeps it.

            ### Why

            - **✗ 2 × the agent never promises a slot that is taken**<br>Book \[Patient caller, In a hurry\]<br>turn 6, Agent: "All set, goodbye."<br>1 regression · `cekura.json:4` · [open the first run](<https://dashboard.cekura.ai/742/results/987?call_id=5545>)

            ✓ 1 fixed: Move \[Calm\]

            | Scenario |
            """,
            report.Summary(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_thousand_tests_fold_the_map_and_the_details()
    {
        for (var number = 0; number < 1000; number++)
        {
            Add($"Scenario {number / 4}", $"Personality {number % 4}", number % 10 == 0 ? Failed : Passed);
        }

        var summary = _report.Summary();

        Assert.InRange(Encoding.UTF8.GetByteCount(summary), 10_000, 300_000);
        var open = System.Text.RegularExpressions.Regex.Replace(
            summary,
            "<details>.*?</details>",
            "",
            System.Text.RegularExpressions.RegexOptions.Singleline | System.Text.RegularExpressions.RegexOptions.NonBacktracking
        );
        Assert.InRange(open.Split("\n", StringSplitOptions.RemoveEmptyEntries).Length, 4, 20);
        Assert.Contains("100 × The agent reads back its date and time", open, StringComparison.Ordinal);
        Assert.Contains("and 88 more", open, StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_s_page_of_artifacts_is_known_and_no_other_text_is_a_link()
    {
        Assert.Equal(
            "https://dev.azure.com/clinic/Front%20desk/_build/results?buildId=42&view=artifacts&type=publishedArtifacts",
            CiReport.ArtifactsPage(
                new Dictionary<string, string?>
                {
                    ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/clinic/",
                    ["SYSTEM_TEAMPROJECT"] = "Front desk",
                    ["BUILD_BUILDID"] = "42",
                }
            )
        );
        Assert.Null(CiReport.ArtifactsPage(new Dictionary<string, string?>()));
        Assert.Null(
            CiReport.ArtifactsPage(
                new Dictionary<string, string?>
                {
                    ["GITHUB_SERVER_URL"] = "javascript:alert",
                    ["GITHUB_REPOSITORY"] = "a/b",
                    ["GITHUB_RUN_ID"] = "1",
                }
            )
        );
    }

    [Fact]
    public void No_agent_attaches_a_file()
    {
        const string Mark = "[[ATTACHMENT|/etc/passwd]]";
        Add(
            "Book",
            "Calm",
            Failed with
            {
                Metrics = [Binary("M", passes: false, Mark)],
                TranscriptTurns = [Turn(SpeakerRole.Agent, 1, 2, Mark)],
            }
        );

        var xml = JUnit(_report);

        Assert.DoesNotContain("[[ATTACHMENT", xml, StringComparison.Ordinal);
        Assert.Contains("[ [ATTACHMENT|/etc/passwd]]", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_outside_of_the_checkout_keep_their_path()
    {
        _report.Add(Case("Book", "Calm", "/elsewhere/cekura.json", 3), new CaseJudge(new()).Aggregate([Judge(Failed)], null));

        Assert.StartsWith(
            "::error file=/elsewhere/cekura.json,line=3,",
            Assert.Single(_report.GitHubAnnotations()),
            StringComparison.Ordinal
        );
    }

    private CiReport Filled()
    {
        Add("Book", "Normal Male", Passed);
        Add("Book", "In a hurry", Failed, Passed with { Id = 5560 }, Passed with { Id = 5561 });
        Add("Move", "Normal Male", NotConnected(RunStatus.Failed));
        _report.Add(
            Case("Move", "In a hurry", "/repo/cekura.json", 9),
            CaseVerdict.WithoutRun(Outcome.Skipped, "waiting for the new calendar")
        );
        _report.Add(
            Case("Cancel", "Normal Male", "/repo/cekura.json", 11),
            new CaseJudge(new()).Aggregate([Judge(Failed)], null) with
            {
                Outcome = Outcome.Skipped,
                KnownFailure = "Known failure: it failed when the baseline was made.",
            }
        );
        return _report;
    }

    private void Add(string scenario, string personality, params Run[] runs) =>
        _report.Add(
            Case(scenario, personality, "/repo/cekura.json", ++_line),
            new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate([.. runs.Select(run => Judge(run))], null)
        );

    private static ScenarioCase Case(string scenario, string personality, string path, int line) =>
        new()
        {
            FullyQualifiedName = $"Front_desk.{TestName.Segment(scenario)}.{TestName.Segment(personality)}",
            DisplayName = $"{scenario} [{personality}]",
            ScenarioId = 101,
            ScenarioName = scenario,
            PersonalityId = 3,
            PersonalityName = personality,
            Mode = "text",
            Location = new SourceLocation(path, line, 5),
        };

    private static string JUnit(CiReport report)
    {
        using var stream = new MemoryStream();
        report.WriteJUnit(stream, "Clinic.Tests", Noon);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
