using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Limits on money and time, as they are given on the command line of the real <c>dotnet test</c>.</summary>
public sealed class LimitTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Key = "ck_test_0123456789";

    [Theory]
    [InlineData(Runner.VSTest)]
    [InlineData(Runner.Platform)]
    public async Task Above_the_limit_on_cost_nothing_starts_and_within_it_everything_does(Runner runner)
    {
        await using var service = await FakeCekura.StartAsync();
        var project = feed.NewProject("Cost", runner)
            .WithManifest(Seeds.Manifest)
            .WithSettings($"<ApiUrl>{service.Address}</ApiUrl><MaxCost>0.15</MaxCost>");

        var above = await project.HostAsync(Environment(project), "--", "Cekura.CostPerRun=text=0.05,voice=0.40");
        Assert.Equal(0, service.Starts);
        var within = await project.HostAsync(Environment(project), "--", "Cekura.CostPerRun=text=0.05,voice=0.40", "Cekura.MaxCost=0.20");

        Assert.Equal((project.Failed, 0), (above.ExitCode, within.ExitCode));
        Assert.All(above.Tests, test =>
            Assert.Contains(
                "Nothing was started: 4 runs of 4 cases in 1 request, estimated cost 0.20, but MaxCost is 0.15.",
                test.Message,
                StringComparison.Ordinal
            )
        );
        Assert.Equal(2, above.Console.Split("2 scenarios x 2 personalities  text  4     0.20").Length);

        // On the other platform an error of the run is a failed test of its own.
        Assert.Equal(runner == Runner.VSTest ? 4 : 5, above.Tests.Count);
        Assert.Equal(["101/3", "101/7", "102/3", "102/7"], Assert.Single(service.Runs).Order(StringComparer.Ordinal));
        if (LongerTests.AreWanted)
        {
            var unknown = await project.HostAsync(Environment(project));
            Assert.Equal((project.Failed, 1), (unknown.ExitCode, service.Starts));
            Assert.All(unknown.Tests, test =>
                Assert.Contains(
                    $"<CostPerRun>text=PRICE</CostPerRun> in the settings, or {(runner == Runner.VSTest ? "-- Cekura." : "--cekura ")}CostPerRun=text=PRICE.",
                    test.Message,
                    StringComparison.Ordinal
                )
            );
        }
    }

    [Theory]
    [InlineData(Runner.VSTest)]
    [InlineData(Runner.Platform)]
    public async Task A_dry_run_starts_nothing_and_passes_nothing(Runner runner)
    {
        await using var service = await FakeCekura.StartAsync();
        var project = feed.NewProject("Dry", runner).WithManifest(Seeds.Manifest).WithSettings($"<ApiUrl>{service.Address}</ApiUrl>");

        var run = await project.HostAsync(Environment(project), "--", "Cekura.DryRun=true");

        Assert.Equal((0, 4), (service.Starts, run.Named("NotExecuted").Count()));
        Assert.Equal(4, run.Tests.Count);
        Assert.All(run.Tests, test =>
            Assert.Contains("Dry run: nothing was started.", test.Message + test.StdOut, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Limits_of_time_in_the_wrong_order_are_said_before_anything_starts()
    {
        await using var service = await FakeCekura.StartAsync();
        var project = feed.NewProject("Time")
            .WithManifest(Seeds.Manifest.Replace("\"folder\": \"Changes\"", "\"timeout\": \"00:20:00\"", StringComparison.Ordinal))
            .WithSettings($"<ApiUrl>{service.Address}</ApiUrl><TimeoutSeconds>900</TimeoutSeconds>");

        var wrong = await project.HostAsync(
            Environment(project),
            "--blame-hang-timeout",
            "10m",
            "--blame-hang-dump-type",
            "none",
            "--",
            "RunConfiguration.TestSessionTimeout=600000"
        );
        Assert.Equal(0, wrong.ExitCode);
        Assert.Contains(
            "warning CEK0208: Scenario \"Reschedule\" has a timeout of 1200 s, and its whole batch has TimeoutSeconds 900",
            wrong.Console,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "warning CEK0208: --blame-hang-timeout is 600 s, and a batch may take TimeoutSeconds 900",
            wrong.Console,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "warning CEK0208: RunConfiguration.TestSessionTimeout is 600000 ms, and a batch may take TimeoutSeconds 900",
            wrong.Console,
            StringComparison.Ordinal
        );
        if (LongerTests.AreWanted)
        {
            var right = await project.HostAsync(
                Environment(project),
                "--blame-hang-timeout",
                "40m",
                "--blame-hang-dump-type",
                "none",
                "--",
                "RunConfiguration.TestSessionTimeout=2400000",
                "Cekura.TimeoutSeconds=1800"
            );
            Assert.Equal(0, right.ExitCode);
            Assert.DoesNotContain("CEK0208", right.Console, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string?> Environment(GeneratedProject project) =>
        new()
        {
            ["CEKURA_API_KEY"] = Key,
            ["HOME"] = project.FolderPath,
            ["USERPROFILE"] = project.FolderPath,
            ["DOTNET_CLI_HOME"] = project.FolderPath,
        };
}
