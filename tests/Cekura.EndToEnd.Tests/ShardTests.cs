using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>A suite on two machines: each test runs on one of them, and their reports become one.</summary>
public sealed class ShardTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Settings = "<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed><ConcurrencyLimit>3</ConcurrencyLimit>";

    private static readonly string[] All =
    [
        "Book an appointment [In a hurry]",
        "Book an appointment [Normal Male]",
        "Reschedule [In a hurry]",
        "Reschedule [Normal Male]",
    ];

    [Fact]
    public async Task Two_shards_run_every_test_once_and_the_installed_command_joins_their_reports()
    {
        var project = feed.NewProject("Sharded").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).WithSettings(Settings);

        var first = await project.HostAsync(With("1/2"), "--logger", "console;verbosity=normal");
        var second = await project.HostAsync(With("2/2"));

        Assert.Contains("Cekura: shard 1 of 2: 2 of 4 tests", first.Console, StringComparison.Ordinal);
        Assert.Equal(2, first.Tests.Count);
        Assert.Equal(All, first.Tests.Concat(second.Tests).Select(test => test.Name).Order(StringComparer.Ordinal));

        var merged = await project.CekuraAsync(
            environment: null,
            "report",
            "merge",
            "TestResults",
            "--output",
            "all/report.html",
            "--junit",
            "all/junit.xml"
        );
        Assert.True(merged.ExitCode == 1, merged.Output);
        Assert.Contains("4 tests of 2 shards (2 passed, 2 failed)", merged.Output, StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(project.FolderPath, "all", "report.html")));
        Assert.Equal(4, page.QuerySelectorAll("article").Length);
        Assert.Equal(
            2,
            page.QuerySelectorAll("article").Count(article => article.TextContent.Contains("All set, goodbye.", StringComparison.Ordinal))
        );
        var junit = XElement.Load(Path.Combine(project.FolderPath, "all", "junit.xml"));
        Assert.Equal(("4", "2"), ((string)junit.Attribute("tests")!, (string)junit.Attribute("failures")!));

        if (LongerTests.AreWanted)
        {
            var half = await project.CekuraAsync(
                environment: null,
                "report",
                "merge",
                Path.Combine("TestResults", "1"),
                "--output",
                "half.html",
                "--format",
                "json"
            );
            Assert.Contains("Shard 2 of 2 of Sharded is missing", half.Output, StringComparison.Ordinal);
            Assert.NotEqual(0, half.ExitCode);
        }

        Dictionary<string, string?> With(string shard) => new() { ["CEKURA_SHARD"] = shard };
    }

    /// <summary>The command of docs/ci.md, which makes a run without any test an error.</summary>
    [Fact]
    public async Task A_shard_without_tests_is_green_and_says_so_in_both_kinds_of_projects()
    {
        string[] command = ["test", "--logger", "trx", "--results-directory", "results", "--", "RunConfiguration.TreatNoTestsAsError=true"];
        var adapter = feed.NewProject("Few").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());
        var code = feed.NewProject("FewInCode")
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed())
            .Write(
                "FewInCode.csproj",
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                    <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.8.0" />
                  </ItemGroup>
                </Project>
                """
            )
            .Write(
                "Booking.cs",
                "public class Booking { [Cekura.NUnit.CekuraScenario(101, Personalities = new[] { 3 })] public void Books(Cekura.NUnit.CekuraRun run) { } }"
            );

        var empty = await adapter.RunAsync(command, With("5/5"));
        if (LongerTests.AreWanted)
        {
            var filtered = await adapter.TestDllAsync(
                With("5/5"),
                "--filter",
                "Scenario=999",
                "--",
                "RunConfiguration.TreatNoTestsAsError=true"
            );
            var emptyInCode = await code.RunAsync(command, With("7/1000"));
            Assert.NotEqual(0, filtered.ExitCode);
            Assert.True(emptyInCode.ExitCode == 0, emptyInCode.Output);
            Assert.Contains("Skipped Shard 7 of 1000", emptyInCode.Output, StringComparison.Ordinal);
        }

        Assert.True(empty.ExitCode == 0, empty.Output);
        Assert.Contains("shard 5 of 5: 0 of 4 tests. Fewer shards are enough.", empty.Output, StringComparison.Ordinal);
        Assert.Contains("Skipped Shard 5 of 5", empty.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(adapter.FolderPath, "results"), "cekura-report.Few.5-of-5.jsonl"));

        Dictionary<string, string?> With(string shard) => new() { ["CEKURA_SHARD"] = shard };
    }

    [LongFact]
    public async Task A_shard_that_cannot_be_understood_and_a_limit_that_cannot_be_divided_start_nothing()
    {
        var project = feed.NewProject("BadShard").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).WithSettings(Settings);

        var wrong = await project.HostAsync(new Dictionary<string, string?> { ["CEKURA_SHARD"] = "3/2" });
        var many = await project.HostAsync(new Dictionary<string, string?> { ["CEKURA_SHARD"] = "1/4" });
        var unknown = await project.HostAsync(
            new Dictionary<string, string?> { ["CEKURA_SHARD"] = "1/2", ["CEKURA_DURATIONS"] = "none.json" }
        );

        Assert.Contains("CEKURA_SHARD", wrong.Console, StringComparison.Ordinal);
        Assert.Contains("Shard wants a part such as 2/4", wrong.Console, StringComparison.Ordinal);
        Assert.Contains("ConcurrencyLimit 3 cannot be divided among 4 shards", many.Console, StringComparison.Ordinal);
        Assert.Contains("there is no such file of durations", unknown.Console, StringComparison.Ordinal);
        Assert.All(new[] { wrong, many, unknown }, run => Assert.Empty(run.Tests));
    }
}
