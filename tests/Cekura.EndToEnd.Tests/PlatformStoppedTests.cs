using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// Every way in which a test run on Microsoft.Testing.Platform can be stopped, as <see cref="StoppedTests"/> has them for VSTest: what goes
/// on is ended, once, and nothing of others.
/// </summary>
public sealed class PlatformStoppedTests(PackedFeed feed, PlatformStoppedTests.Built shared)
    : IClassFixture<PackedFeed>,
        IClassFixture<PlatformStoppedTests.Built>
{
    // Far more than it takes: how long it took is said, not judged.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [LinuxTheory]
    [InlineData("Ctrl+C: SIGINT to the group")]
    [LongInlineData("SIGTERM to the group")]
    [InlineData("SIGTERM to the test host")]
    [LongInlineData("SIGTERM to dotnet alone")]
    [LongInlineData("SIGKILL of the test host")]
    [LongInlineData("SIGKILL of dotnet alone")]
    [LongInlineData("SIGKILL of the group")]
    public async Task A_signal_ends_what_goes_on(string what) => await SignalledAsync(what, await feed.PlatformAsync());

    // A report in a file lets the program start a second process of itself, which runs the tests.
    [LinuxTheory]
    [LongInlineData("SIGINT to the group", "--hangdump")]
    [LongInlineData("SIGTERM to the watch of the test host", "--hangdump")]
    [LongInlineData("SIGTERM to dotnet alone", "--report-trx")]
    [LongInlineData("SIGKILL of the watch of the test host", "--report-trx")]
    [LongInlineData("SIGKILL of the test host", "--hangdump")]
    [InlineData("SIGKILL of dotnet alone", "--report-trx")]
    [LongInlineData("SIGKILL of the group", "--hangdump")]
    public async Task A_test_host_that_another_process_watches_ends_with_each_that_waits_for_it(string what, string watch) =>
        await SignalledAsync(what, watch == "--hangdump" ? await WatchedAsync() : await feed.PlatformAsync(), watch);

    [LongLinuxTheory]
    [LongInlineData("INT")]
    [LongInlineData("TERM")]
    [LongInlineData("KILL")]
    public async Task A_program_of_tests_ends_what_goes_on(string signal)
    {
        var project = await feed.PlatformAsync();
        await EachAsync(
            $"The program, without dotnet test: SIG{signal}",
            project,
            fails: false,
            [project.Dll],
            (shell, _) => Shell.SignalAsync(signal, shell.Group),
            run =>
            {
                Assert.NotEqual(0, run.ExitCode);
                Assert.True(
                    signal == "KILL" || run.Output.Contains("so not all of its tests have a verdict.", StringComparison.Ordinal),
                    run.Output
                );
            }
        );
    }

    // The platform's clock runs from the start: the conversations have to have begun by then, on a busy machine too.
    [LongFact]
    public async Task A_time_limit_of_the_platform_ends_what_goes_on()
    {
        var project = await feed.PlatformAsync();
        await EachAsync(
            StopTimes.Session,
            project,
            fails: false,
            [project.Dll, "--timeout", "180s"],
            (shell, stop) => HeardAsync(shell, "Canceling the test session", stop),
            run =>
            {
                Assert.Equal(3, run.ExitCode);
                Assert.Contains("--timeout is 180 s, and a batch may take", run.Output, StringComparison.Ordinal);
                Assert.Contains("so not all of its tests have a verdict.", run.Output, StringComparison.Ordinal);
            }
        );
    }

    [LongLinuxTheory]
    [LongInlineData("None")]
    [LongInlineData("Mini")]
    public async Task A_watch_for_hangs_ends_what_goes_on_although_it_kills_what_the_test_host_started(string dump)
    {
        var project = await WatchedAsync();
        await EachAsync(
            StopTimes.Hang,
            project,
            fails: false,
            [project.Dll, "--hangdump", "--hangdump-timeout", "180s", "--hangdump-type", dump],
            (shell, stop) => HeardAsync(shell, "Hang dump timeout", stop),
            run => Assert.NotEqual(0, run.ExitCode)
        );
    }

    [LongFact]
    public async Task The_last_failure_that_is_allowed_ends_what_goes_on()
    {
        var project = await feed.PlatformAsync();
        await EachAsync(
            "--maximum-failed-tests",
            project,
            fails: true,
            [project.Dll, "--maximum-failed-tests", "1"],
            (shell, stop) => HeardAsync(shell, "failed Reschedule", stop),
            run => Assert.Equal(13, run.ExitCode)
        );
    }

    [LongFact]
    public async Task A_crash_ends_what_goes_on()
    {
        var project = await WatchedAsync();
        var crash = Path.Combine(project.FolderPath, "crash");
        await EachAsync(
            "A crash: an exception of the tests' own code",
            project,
            fails: false,
            ["test", "--no-build"],
            (_, _) =>
            {
                File.WriteAllText(crash, "");
                return Task.FromResult(Stopwatch.GetTimestamp());
            },
            run =>
            {
                File.Delete(crash);
                Assert.Equal(134, run.ExitCode);
            },
            new() { ["CRASH_WHEN"] = crash }
        );
    }

    [LinuxFact]
    public async Task What_a_killed_run_left_is_gone_on_with_by_the_next_and_nothing_is_started_again()
    {
        var project = await feed.PlatformAsync();
        await using var service = await OngoingService.StartAsync(canFinish: true);
        using var limit = new CancellationTokenSource(Limit);
        var variables = Variables(project, service);
        var shell = new Shell();

        var first = project.RunAsync([project.Dll], variables, shell);
        await service.ConversingAsync(limit.Token);
        await Shell.SignalAsync("KILL", Shell.GuardOf(shell.Group));
        await Shell.SignalAsync("KILL", shell.Group);
        await first;
        var polls = service.Polls;
        var running = project.RunAsync([project.Dll], variables);
        await Task.WhenAny(running, service.PolledAsync(polls, limit.Token));
        service.Finish();
        var second = await running;

        service.AssertGoneOnWith();
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("total: 4", second.Output, StringComparison.Ordinal);
        Assert.Contains("failed: 2", second.Output, StringComparison.Ordinal);
        Assert.Contains("result 1002, started by an earlier test run", second.Output, StringComparison.Ordinal);
    }

    // Others run this program too, and each remembers what it left.
    private static Dictionary<string, string?> Variables(GeneratedProject project, OngoingService service) =>
        new(service.Connection) { ["CEKURA_STATE_DIRECTORY"] = $"{project.StateDirectory}-stopped" };

    private static Task SignalledAsync(string what, GeneratedProject project, params string[] watch) =>
        EachAsync(
            watch is [var option] ? $"{what}, with {option}" : what,
            project,
            fails: false,
            ["test", "--no-build", .. watch],
            (shell, _) =>
            {
                var (host, other) = shell.Program(project);
                var signal =
                    what.Contains("KILL", StringComparison.Ordinal) ? "KILL"
                    : what.Contains("TERM", StringComparison.Ordinal) ? "TERM"
                    : "INT";
                return Shell.SignalAsync(
                    signal,
                    what.EndsWith("group", StringComparison.Ordinal) ? -shell.Group
                        : what.EndsWith("dotnet alone", StringComparison.Ordinal) ? shell.Group
                        : what.Contains("watch", StringComparison.Ordinal) ? other!.Value
                        : host
                );
            },
            // The SDK itself ends with 0 when it is asked to end; nothing below it can change that.
            run =>
                Assert.True(
                    run.ExitCode != 0 || what is "SIGTERM to the group" or "SIGTERM to dotnet alone",
                    $"{run.ExitCode}\n{run.Output}"
                )
        );

    private static async Task EachAsync(
        string what,
        GeneratedProject project,
        bool fails,
        IReadOnlyList<string> command,
        Func<Shell, CancellationToken, Task<long>> stop,
        Action<DotnetResult> check,
        Dictionary<string, string?>? environment = null
    )
    {
        for (var repetition = 0; repetition < StopTimes.RepetitionsOf(what); repetition++)
        {
            await using var service = await OngoingService.StartAsync(fails: fails);
            using var limit = new CancellationTokenSource(Limit);
            var shell = new Shell();

            var variables = Variables(project, service);
            foreach (var (name, value) in environment ?? [])
            {
                variables[name] = value;
            }

            var running = project.RunAsync(command, variables, shell);
            await service.ConversingAsync(limit.Token);
            var stopped = await stop(shell, limit.Token);
            await service.EndedAsync(limit.Token);
            var run = await running.WaitAsync(limit.Token);

            service.AssertEnded();
            Assert.DoesNotContain("Test run summary: Passed!", run.Output, StringComparison.Ordinal);
            check(run);
            StopTimes.AddPlatform(what, Stopwatch.GetElapsedTime(stopped, service.Ended!.Value));
        }
    }

    private async Task<GeneratedProject> WatchedAsync()
    {
        if (shared.Watched is { } built)
        {
            return built;
        }

        var project = feed.NewProject("Watched")
            .WithProject("""<PackageReference Include="Microsoft.Testing.Extensions.HangDump" Version="2.5.2" />""")
            .WithManifest(Seeds.Manifest)
            .Write("global.json", PackedFeed.GlobalJson)
            .Write(
                "Crash.cs",
                """
                internal static class Crash
                {
                    [System.Runtime.CompilerServices.ModuleInitializer]
                    internal static void Arm()
                    {
                        if (Environment.GetEnvironmentVariable("CRASH_WHEN") is { } file)
                        {
                            new Thread(() =>
                            {
                                while (!File.Exists(file)) { Thread.Sleep(20); }
                                throw new InvalidOperationException("crashed");
                            }).Start();
                        }
                    }
                }
                """
            );
        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
        return shared.Watched = project;
    }

    private static async Task<long> HeardAsync(Shell shell, string text, CancellationToken stop)
    {
        await Wait.UntilAsync(() => shell.Heard(text) is not null, stop);
        return shell.Heard(text)!.Value;
    }

    /// <summary>What some of them stop.</summary>
    public sealed class Built
    {
        /// <summary>A project whose program can be watched for hangs, and crashes when it is told to.</summary>
        internal GeneratedProject? Watched { get; set; }
    }
}
