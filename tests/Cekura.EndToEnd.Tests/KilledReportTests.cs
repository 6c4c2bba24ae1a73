using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// A run of forty slow conversations, stopped at random moments, again and again into the same folder: the report there is always whole, the
/// last one or that of the run, says how far the run was, and never moves to another name.
/// </summary>
public sealed class KilledReportTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const int Cases = 40;
    private const int Repetitions = 5;

    // About as long as such a run takes from the start of dotnet to its end.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // Another moment each night, and the same one again for who is told it.
    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("CEKURA_KILL_SEED"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : DateTime.UtcNow.DayOfYear;

    [LongLinuxTheory]
    [LongInlineData("SIGKILL of the group")]
    [LongInlineData("SIGTERM to the test host")]
    [LongInlineData("SIGINT to the group")]
    [LongInlineData("TestSessionTimeout")]
    public async Task Whatever_ends_a_run_at_whatever_moment_leaves_a_whole_report(string what)
    {
        var project = feed.NewProject("Killed").WithManifest(Manifest()).WithSeed(SlowSeed());
        await project.PlaceAsync();
        var report = Path.Combine(project.FolderPath, "out", "cekura-report.html");
        var random = new Random(Seed);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var moment = TimeSpan.FromSeconds(4) + (random.NextDouble() * (Longest - TimeSpan.FromSeconds(4)));
            var said = $"{what} after {moment.TotalSeconds:0.0} s, seed {Seed}";
            var shell = new Shell();
            string[] limit =
                what == "TestSessionTimeout"
                    ? [string.Create(CultureInfo.InvariantCulture, $"RunConfiguration.TestSessionTimeout={(int)moment.TotalMilliseconds}")]
                    : [];

            var run = project.TestAsync(
                shell,
                environment: null,
                [project.Dll, "--settings", "cekura.runsettings", "--", $"Cekura.Report={report}", .. limit]
            );
            if (limit.Length == 0)
            {
                await Task.WhenAny(run, Task.Delay(moment));
                await StopAsync(what, shell);
            }

            await run.WaitAsync(Limit);

            AssertWhole(report, said);
        }

        // The next run that is let alone writes the same page.
        await project.TestAsync(
            shell: null,
            environment: null,
            [project.Dll, "--settings", "cekura.runsettings", "--", $"Cekura.Report={report}"]
        );
        var page = await File.ReadAllTextAsync(report);
        Assert.DoesNotContain("class=\"state", page, StringComparison.Ordinal);
        Assert.Contains($"<strong>{Cases}</strong> passed", page, StringComparison.Ordinal);
        Assert.Equal(["cekura-report.html"], Directory.GetFiles(Path.GetDirectoryName(report)!, "*.html").Select(Path.GetFileName));
    }

    private static async Task StopAsync(string what, Shell shell)
    {
        if (!shell.IsAlive)
        {
            return;
        }

        if (what == "SIGTERM to the test host")
        {
            await Shell.SignalAsync("TERM", shell.TestHostIfAny ?? -shell.Group);
        }
        else
        {
            await Shell.SignalAsync(what == "SIGKILL of the group" ? "KILL" : "INT", -shell.Group);
        }
    }

    private static void AssertWhole(string report, string said)
    {
        // A run that was stopped before anything began leaves what was there.
        if (!File.Exists(report))
        {
            return;
        }

        var page = File.ReadAllText(report);
        Assert.True(page.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal), said);
        Assert.True(page.EndsWith("</html>\n", StringComparison.Ordinal), said);
        Assert.True(
            page.Contains("class=\"state", StringComparison.Ordinal)
                || page.Contains($"<strong>{Cases}</strong> passed", StringComparison.Ordinal),
            $"{said}: the page neither says that the run was stopped nor has every case"
        );
    }

    private static string Manifest()
    {
        var manifest = new JsonObject
        {
            ["name"] = "Slow",
            ["agent"] = 12,
            ["personalities"] = new JsonArray(3),
            ["scenarios"] = new JsonArray([.. Numbers().Select(id => new JsonObject { ["id"] = id, ["name"] = $"Slow {id}" })]),
        };
        return manifest.ToJsonString();
    }

    // They end one after the other, over a quarter of a minute.
    private static string SlowSeed() =>
        Seeds.Seed([
            .. Numbers()
                .Select(id =>
                {
                    var replay = Seeds.Replay(success: true);
                    replay["delay_ms"] = 400 * (id - 100);
                    return Seeds.Scenario(id, $"Slow {id}", replay);
                }),
        ]);

    private static IEnumerable<int> Numbers() => Enumerable.Range(101, Cases);
}
