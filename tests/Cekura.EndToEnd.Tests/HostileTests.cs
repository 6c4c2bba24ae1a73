using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// Agents and callers that say what could hurt: nothing of it executes, nothing leaves its folder, and no amount of it takes the memory.
/// </summary>
public sealed class HostileTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Attack =
        "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](http://a.example/b) `x` ]]> --> \u001b[2J\u001b]0;t\u0007 \u202e \u2066 \0 \r "
        + "##vso[task.complete result=Succeeded] \n::error::forged\n::stop-commands::x\n##[error]forged\n</pre></body> ../../../../tmp/x";

    [Fact]
    public async Task What_agents_say_stays_text_everywhere()
    {
        var project = feed.NewProject("Hostile").WithManifest(Manifest()).WithSeed(Seed()).Write("outside/keep.txt", "");
        var environment = new Dictionary<string, string?>
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(project.FolderPath, "summary.md"),
            ["DOTNET_GCHeapHardLimit"] = "30000000",
        };
        var around = Around(project);

        var gitHub = await project.HostAsync(environment, "--", "Cekura.JUnit=junit.xml");
        List<TestRun> runs = [gitHub];
        if (LongerTests.AreWanted)
        {
            environment["GITHUB_ACTIONS"] = null;
            environment["TF_BUILD"] = "True";
            runs.Add(await project.HostAsync(environment));
        }

        foreach (var run in runs)
        {
            Assert.Equal((1, 3), (run.ExitCode, run.Named("Failed").Count()));
            AssertHarmless("console", run.Console, isOurs: line =>
                line.StartsWith($"::error file={project.FolderPath}/cekura.json,line=", StringComparison.Ordinal)
                || line.StartsWith($"##vso[task.logissue type=error;sourcepath={project.FolderPath}/cekura.json;", StringComparison.Ordinal)
                || line.StartsWith("##vso[task.uploadsummary]", StringComparison.Ordinal)
            );
            Assert.All(run.Tests, test => AssertHarmless(test.Name, $"{test.Name}\n{test.Message}\n{test.StdOut}\n{test.StackTrace}"));
        }

        var results = Path.Combine(project.FolderPath, "TestResults");
        var files = Directory.GetFiles(results, "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.Matches("^[A-Za-z0-9_.,@=()/ -]+$", Path.GetRelativePath(results, file).Replace('\\', '/')));
        foreach (
            var markdown in files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Append(environment["GITHUB_STEP_SUMMARY"]!)
        )
        {
            AssertHarmless(markdown, await File.ReadAllTextAsync(markdown));
        }

        _ = XElement.Load(Path.Combine(project.FolderPath, "junit.xml"));
        AssertInert(await File.ReadAllTextAsync(files.First(file => file.EndsWith("cekura-report.html", StringComparison.Ordinal))));
        Assert.Equal(around, Around(project));
    }

    private static string Manifest() =>
        new JsonObject
        {
            ["name"] = "Hostile",
            ["agent"] = 12,
            ["scenarios"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 101,
                    ["name"] = Attack,
                    ["folder"] = "../../..",
                    ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "../../<b>\u202e" }),
                },
                new JsonObject { ["id"] = 102, ["name"] = "Five megabytes" },
                new JsonObject { ["id"] = 103, ["name"] = "A hundred thousand turns" }
            ),
        }.ToJsonString();

    private static string Seed()
    {
        var attacked = Failing(Turn(Attack), Turn(string.Concat(Enumerable.Repeat("<div>", 20_000))));
        attacked["metrics"]![0]!["name"] = Attack;
        attacked["metrics"]![0]!["explanation"] = new JsonArray(Attack);
        attacked["ended_reason"] = Attack;
        attacked["error_message"] = Attack;
        return Seeds.Seed(
            Seeds.Scenario(101, "Attack", attacked),
            Seeds.Scenario(102, "Five megabytes", Failing(Turn(new string('x', 5 * 1024 * 1024)))),
            Seeds.Scenario(
                103,
                "A hundred thousand turns",
                Failing([.. Enumerable.Range(0, 100_000).Select(turn => Turn($"This is turn {turn}."))])
            )
        );
    }

    private static JsonObject Failing(params JsonObject[] turns)
    {
        var replay = Seeds.Replay(success: false);
        replay["turns"] = new JsonArray([.. turns]);
        return replay;
    }

    private static JsonObject Turn(string content) =>
        new()
        {
            ["role"] = "Main Agent",
            ["content"] = content,
            ["start_time"] = 1,
            ["end_time"] = 2,
        };

    private static void AssertHarmless(string where, string text, Func<string, bool>? isOurs = null)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(line => isOurs?.Invoke(line.TrimStart()) != true))
        {
            var trimmed = line.TrimStart();
            Assert.False(
                trimmed.StartsWith("::", StringComparison.Ordinal)
                    || line.Contains("##vso[", StringComparison.Ordinal)
                    || line.Contains("##[error]", StringComparison.Ordinal),
                $"{where}: {line}"
            );
            Assert.False(
                line.Any(character =>
                    character is (< ' ' and not '\t') or '\u007f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
                ),
                $"{where}: {line}"
            );
        }
    }

    // Of a page that is written from text alone, every element is ours.
    private static void AssertInert(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, link, base"));
        Assert.Single(page.QuerySelectorAll("form"));
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Contains("alert(1)", StringComparison.Ordinal));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain(page.QuerySelectorAll("[href], [src]"), element =>
            $"{element.GetAttribute("href")}{element.GetAttribute("src")}".Contains("javascript:", StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains("<script>alert(1)</script>", page.Body!.TextContent, StringComparison.Ordinal);
        _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(html);
    }

    private static string Around(GeneratedProject project) =>
        string.Join(
            '\n',
            Directory
                .GetFileSystemEntries(Path.GetDirectoryName(project.FolderPath)!)
                .Concat(Directory.GetFileSystemEntries(Path.Combine(project.FolderPath, "outside")))
                .Concat(Directory.GetFileSystemEntries(Path.GetTempPath(), "x"))
                .Order(StringComparer.Ordinal)
        );
}
