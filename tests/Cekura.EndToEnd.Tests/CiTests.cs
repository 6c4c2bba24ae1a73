using System.Text.Json.Nodes;
using System.Xml.Linq;
using System.Xml.Schema;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// What CI systems get to see: the step's output, their own files, and the TRX file, all from the real <c>dotnet test</c>.
/// </summary>
public sealed class CiTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Attack = "]]> <script> \u001b[31m ##vso[task.complete result=Succeeded] \n::error::forged\n::stop-commands::x";

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    [Fact]
    public async Task GitHub_gets_annotations_at_the_manifest_s_line_and_a_summary()
    {
        var project = Project("GitHub");
        var summary = Path.Combine(project.FolderPath, "summary.md");
        File.WriteAllText(summary, "# Of another step\n");

        var run = await project.HostAsync(
            new Dictionary<string, string?>
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_STEP_SUMMARY"] = summary,
                ["GITHUB_WORKSPACE"] = project.FolderPath,
            }
        );

        var commands = Lines(run).Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("::error file=cekura.json,line=8,title=2 × ", Assert.Single(commands), StringComparison.Ordinal);
        Assert.Contains("::Reschedule [", commands[0], StringComparison.Ordinal);
        var text = File.ReadAllText(summary);
        Assert.StartsWith("# Of another step\n## Cekura: Appointments\n", text, StringComparison.Ordinal);
        Assert.Contains("| Reschedule | ✗ failed | ✗ failed |", text, StringComparison.Ordinal);
        Assert.Contains("`cekura.json:8`", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_gets_issues_and_a_summary_that_exists()
    {
        var project = Project("Azure");

        var run = await project.HostAsync(
            new Dictionary<string, string?> { ["TF_BUILD"] = "True", ["BUILD_SOURCESDIRECTORY"] = project.FolderPath },
            "--",
            "Cekura.JUnit=results/junit.xml"
        );

        var commands = Lines(run).Where(line => line.Contains("##vso[", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, commands.Count);
        Assert.StartsWith(
            "##vso[task.logissue type=error;sourcepath=cekura.json;linenumber=8;]2 × ",
            commands[0],
            StringComparison.Ordinal
        );
        Assert.Contains(": Reschedule [", commands[0], StringComparison.Ordinal);
        const string Upload = "##vso[task.uploadsummary]";
        Assert.StartsWith(Upload, commands[1], StringComparison.Ordinal);
        Assert.StartsWith("## Cekura: Appointments", File.ReadAllText(commands[1][Upload.Length..]), StringComparison.Ordinal);

        var junit = XElement.Load(Path.Combine(project.FolderPath, "results", "junit.xml"));
        Assert.Equal(
            ("5", "2", "1"),
            ((string)junit.Attribute("tests")!, (string)junit.Attribute("failures")!, (string)junit.Attribute("skipped")!)
        );
    }

    [Fact]
    public async Task The_trx_keeps_to_its_schema_and_every_attachment_exists()
    {
        var project = Project("Trx");

        var run = await project.HostAsync(new Dictionary<string, string?> { ["GITLAB_CI"] = "true" });

        var path = Path.Combine(project.FolderPath, "TestResults", "1", "run.trx");
        var trx = XDocument.Load(path);
        var schemas = new XmlSchemaSet();
        schemas.Add(Trx.NamespaceName, Path.Combine(AppContext.BaseDirectory, "Schemas", "trx.xsd"));
        trx.Validate(schemas, (_, e) => Assert.Fail($"{path}({e.Exception.LineNumber}): {e.Message}"));
        Assert.Equal(
            ["Failed", "Failed", "NotExecuted", "Passed", "Passed"],
            run.Tests.Select(test => test.Outcome).Order(StringComparer.Ordinal)
        );
        Assert.All(run.Tests.Where(test => test.Outcome != "NotExecuted"), test => Assert.NotEmpty(test.Attachments));
        Assert.All(run.Tests.SelectMany(test => test.Attachments), attachment => Assert.True(File.Exists(attachment), attachment));
        var root = Path.Combine(
            Path.GetDirectoryName(path)!,
            (string)trx.Descendants(Trx + "Deployment").Single().Attribute("runDeploymentRoot")!,
            "In"
        );
        var report = Assert.Single(trx.Descendants(Trx + "ResultSummary").Descendants(Trx + "ResultFile"));
        Assert.True(File.Exists(Path.Combine(root, (string)report.Attribute("path")!)), report.ToString());
        Assert.DoesNotContain(Lines(run), line =>
            line.Contains("##vso[", StringComparison.Ordinal) || line.TrimStart().StartsWith("::", StringComparison.Ordinal)
        );
        Assert.True(File.Exists(Path.Combine(project.FolderPath, "TestResults", "1", "cekura-junit.xml")));
    }

    /// <summary>Azure DevOps shows them as results inside the test's.</summary>
    [Fact]
    public async Task Repetitions_are_results_inside_the_test_s_and_none_of_them_fails_a_test_that_passed()
    {
        var project = feed.NewProject("Repeated")
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed())
            .WithSettings("<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed><Frequency>2</Frequency>");

        var run = await project.HostAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(4, run.Tests.Count);
        Assert.All(run.Tests, test =>
        {
            Assert.Equal([$"{test.Name} #1", $"{test.Name} #2"], test.Repetitions.Select(one => one.Name).Order(StringComparer.Ordinal));
            Assert.All(test.Repetitions, one =>
            {
                Assert.Equal(test.Outcome, one.Outcome);
                Assert.Equal(test.Outcome == "Failed", one.Message.StartsWith("Failed: ", StringComparison.Ordinal));
                Assert.NotEmpty(one.Attachments);
                Assert.All(one.Attachments, file => Assert.True(File.Exists(file), file));
            });
        });
        var path = Path.Combine(project.FolderPath, "TestResults", "1", "run.trx");
        var schemas = new XmlSchemaSet();
        schemas.Add(Trx.NamespaceName, Path.Combine(AppContext.BaseDirectory, "Schemas", "trx.xsd"));
        XDocument.Load(path).Validate(schemas, (_, e) => Assert.Fail($"{path}({e.Exception.LineNumber}): {e.Message}"));

        // The recap sums up results that stand before it.
        var lines = Lines(run).ToList();
        Assert.True(
            lines.FindIndex(line => line.Contains("2 of 4 failed, for 1 reason:", StringComparison.Ordinal))
                > lines.FindLastIndex(line => line.TrimStart().StartsWith("Failed Reschedule", StringComparison.Ordinal)),
            run.Console
        );
    }

    private GeneratedProject Project(string name) =>
        feed.NewProject(name)
            .WithManifest(
                Seeds.Manifest.Replace(
                    "\"folder\": \"Changes\" },",
                    "\"folder\": \"Changes\" },\n    { \"id\": 103, \"name\": \"Cancel\", \"personalities\": [3], \"skip\": \"waiting\" }",
                    StringComparison.Ordinal
                )
            )
            .WithSeed(
                Seeds.Seed(
                    Seeds.Scenario(101, "Book an appointment", Seeds.Replay(success: true)),
                    Seeds.Scenario(102, "Reschedule", Attacked())
                )
            );

    private static JsonObject Attacked()
    {
        var replay = Seeds.Replay(success: false);
        replay["turns"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["role"] = "Main Agent",
                    ["content"] = Attack,
                    ["start_time"] = 2,
                    ["end_time"] = 3,
                }
            );
        replay["metrics"]![0]!["explanation"] = new JsonArray(Attack);
        replay["ended_reason"] = Attack;
        return replay;
    }

    private static string[] Lines(TestRun run) => run.Console.ReplaceLineEndings("\n").Split('\n');
}
