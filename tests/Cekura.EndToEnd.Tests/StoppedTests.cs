using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// Every way in which a test run can be stopped, while its conversations go on in a service that counts: they are ended, once, and nobody
/// else's. <c>CEKURA_STOPS</c> says how often each is repeated, and with it the times go into <c>docs/reliability.md</c>. One of each kind
/// is always there, the others in the longer tests.
/// </summary>
public sealed class StoppedTests(PackedFeed feed, StoppedTests.Built shared) : IClassFixture<PackedFeed>, IClassFixture<StoppedTests.Built>
{
    /// <summary>Far more than it takes: how long it took is said, not judged.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static int Repetitions => StopTimes.Repetitions;

    [LinuxTheory]
    [InlineData("Ctrl+C: SIGINT to the group")]
    [LongInlineData("SIGTERM to the group")]
    [LongInlineData("SIGTERM to the test host")]
    [LongInlineData("SIGTERM to dotnet alone")]
    [LongInlineData("SIGKILL of the test host")]
    [InlineData("SIGKILL of the group")]
    public async Task A_signal_ends_what_goes_on(string what)
    {
        await EachAsync(what, (shell, _) => what switch
            {
                "Ctrl+C: SIGINT to the group" => Shell.SignalAsync("INT", -shell.Group),
                "SIGTERM to the group" => Shell.SignalAsync("TERM", -shell.Group),
                "SIGTERM to the test host" => Shell.SignalAsync("TERM", shell.TestHost),
                "SIGTERM to dotnet alone" => Shell.SignalAsync("TERM", shell.Group),
                "SIGKILL of the test host" => Shell.SignalAsync("KILL", shell.TestHost),
                _ => Shell.SignalAsync("KILL", -shell.Group),
            });
    }

    // The platform's clock runs from the start of the test host: the conversations have to have begun by then, on a busy machine too.
    [LongFact]
    public Task A_session_time_out_ends_what_goes_on() =>
        EachAsync(
            StopTimes.Session,
            (shell, stop) => HeardAsync(shell, "Aborting test run", stop),
            "--",
            "RunConfiguration.TestSessionTimeout=180000"
        );

    // A dump is taken of all that the test host started, and all of it is killed.
    [LongLinuxTheory]
    [LongInlineData("none")]
    [LongInlineData("mini")]
    public Task A_hang_time_out_ends_what_goes_on(string dump) =>
        EachAsync(
            StopTimes.Hang,
            (shell, stop) => HeardAsync(shell, "inactivity", stop),
            "--blame-hang-timeout",
            "180s",
            "--blame-hang-dump-type",
            dump
        );

    [LinuxTheory]
    [LongInlineData("Platform")]
    [InlineData("TestHost")]
    public async Task Whoever_was_killed_before_the_first_start_starts_nothing(string alive)
    {
        var project = await BuiltAsync();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            await using var service = await OngoingService.StartAsync();
            using var limit = new CancellationTokenSource(Limit);
            var shell = new Shell();

            // The launcher alone, as soon as the platform, or the test host, lives: what is below it goes on without it.
            var run = project.TestAsync(shell, service.Connection, "--no-build");
            await Wait.UntilAsync(
                () => shell.Group > 0 && (alive == "Platform" ? shell.PlatformIfAny : shell.TestHostIfAny) is not null,
                limit.Token
            );
            await Shell.SignalAsync("KILL", shell.Group);
            await Wait.UntilAsync(() => !shell.IsAlive || service.HasStarted, limit.Token);
            if (shell.IsAlive)
            {
                await Shell.SignalAsync("KILL", -shell.Group);
            }

            var output = (await run).Console;
            Assert.False(service.HasStarted, output);
            service.AssertNotAsked();
        }
    }

    [LinuxTheory]
    [LongInlineData("Abort: the stop button of Visual Studio")]
    [InlineData("SIGKILL of the test host")]
    [LongInlineData("SIGKILL of the group")]
    [LongInlineData("SIGTERM to the test host")]
    [LongInlineData("SIGINT to the test host")]
    public async Task On_the_emulator_the_launched_agent_ends(string what)
    {
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            using var agent = new LaunchedAgent();
            var project = await feed.NewProject("Launching").WithManifest(Seeds.Manifest).WithSeed(agent.Seed).PlaceAsync();
            using var limit = new CancellationTokenSource(Limit);
            var (stopped, shell) = (0L, new Shell());

            Task run = what.StartsWith("Abort", StringComparison.Ordinal)
                ? Task.Run(() =>
                    Explorer(project, $"<Cekura><ApiUrl>emulator</ApiUrl><Seed>{project.FolderPath}/emulator.seed.json</Seed></Cekura>")
                        .RunAndAbort(agent.LaunchedAsync(limit.Token), () => stopped = Stopwatch.GetTimestamp())
                )
                : project.TestAsync(shell, environment: null, project.Dll, "--settings", "cekura.runsettings");
            await agent.LaunchedAsync(limit.Token);
            stopped = what switch
            {
                "SIGKILL of the test host" => await Shell.SignalAsync("KILL", shell.TestHost),
                "SIGKILL of the group" => await Shell.SignalAsync("KILL", -shell.Group),
                "SIGTERM to the test host" => await Shell.SignalAsync("TERM", shell.TestHost),
                "SIGINT to the test host" => await Shell.SignalAsync("INT", shell.TestHost),
                _ => stopped,
            };
            await agent.EndedAsync(limit.Token);
            var ended = Stopwatch.GetTimestamp();
            await run.WaitAsync(limit.Token);

            StopTimes.AddVSTest($"{what}, on the emulator: its agent", Stopwatch.GetElapsedTime(stopped, ended));
        }
    }

    [LongFact]
    public async Task An_abort_ends_what_goes_on()
    {
        var project = await BuiltAsync();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            await using var service = await OngoingService.StartAsync();
            using var limit = new CancellationTokenSource(Limit);
            var explorer = Explorer(project, $"<Cekura><ApiUrl>{service.Address}</ApiUrl></Cekura>");
            var stopped = 0L;

            var running = Task.Run(() =>
                explorer.RunAndAbort(service.ConversingAsync(CancellationToken.None), () => stopped = Stopwatch.GetTimestamp())
            );
            Assert.True(await running.WaitAsync(Limit));
            await service.EndedAsync(limit.Token);

            service.AssertEnded();
            StopTimes.AddVSTest("Abort: the stop button of Visual Studio", Stopwatch.GetElapsedTime(stopped, service.Ended!.Value));
        }
    }

    [Fact]
    public async Task The_stop_button_ends_what_goes_on()
    {
        var project = await BuiltAsync();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            await using var service = await OngoingService.StartAsync();
            var explorer = Explorer(project, $"<Cekura><ApiUrl>{service.Address}</ApiUrl></Cekura>");
            var stopped = 0L;

            var running = Task.Run(() =>
                explorer.RunAndCancel(service.ConversingAsync(CancellationToken.None), () => stopped = Stopwatch.GetTimestamp())
            );
            await running.WaitAsync(Limit);

            service.AssertEnded();
            StopTimes.AddVSTest(StopTimes.Button, Stopwatch.GetElapsedTime(stopped, service.Ended!.Value));
        }
    }

    [LinuxFact]
    public async Task What_a_killed_run_left_is_gone_on_with_by_the_next_and_nothing_is_started_again()
    {
        var project = await BuiltAsync();
        await using var service = await OngoingService.StartAsync(canFinish: true);
        using var limit = new CancellationTokenSource(Limit);
        var shell = new Shell();

        var first = project.TestAsync(shell, service.Connection, "--no-build");
        await service.ConversingAsync(limit.Token);
        var guard = shell.Guard;
        await Shell.SignalAsync("KILL", guard);
        await Shell.SignalAsync("KILL", -shell.Group);
        await first;
        var polls = service.Polls;
        var running = project.TestAsync(service.Connection, "--no-build");
        await Task.WhenAny(running, service.PolledAsync(polls, limit.Token));
        service.Finish();
        var second = await running;

        service.AssertGoneOnWith();
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], second.Named("Passed"));
        Assert.Equal(4, second.Tests.Count);
        Assert.All(second.Tests, test =>
            Assert.Contains("result 1002, started by an earlier test run", test.StdOut + test.Message, StringComparison.Ordinal)
        );
    }

    [LinuxFact]
    public async Task A_guard_that_is_lost_is_said_and_costs_no_test()
    {
        var project = await BuiltAsync();
        await using var service = await OngoingService.StartAsync(canFinish: true);
        using var limit = new CancellationTokenSource(Limit);
        var shell = new Shell();

        var running = project.TestAsync(shell, service.Connection, "--no-build");
        await service.ConversingAsync(limit.Token);
        await Shell.SignalAsync("KILL", shell.Guard);
        await Task.WhenAny(running, HeardAsync(shell, "there is no guard", limit.Token));
        service.Finish();
        var run = await running;

        Assert.Contains(
            "there is no guard that ends the conversations if this process is killed; the next test run does: it ended with exit code 137.",
            run.Command.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed"));
    }

    private async Task EachAsync(string what, Func<Shell, CancellationToken, Task<long>> stop, params string[] arguments)
    {
        var project = await BuiltAsync();
        for (var repetition = 0; repetition < StopTimes.RepetitionsOf(what); repetition++)
        {
            await using var service = await OngoingService.StartAsync();
            using var limit = new CancellationTokenSource(Limit);
            var shell = new Shell();

            var run = project.TestAsync(shell, service.Connection, ["--no-build", .. arguments]);
            await service.ConversingAsync(limit.Token);
            var stopped = await stop(shell, limit.Token);
            await service.EndedAsync(limit.Token);
            var command = (await run).Command;

            service.AssertEnded();
            Assert.DoesNotContain("Passed!", command.Output, StringComparison.Ordinal);
            StopTimes.AddVSTest(what, Stopwatch.GetElapsedTime(stopped, service.Ended!.Value));
        }
    }

    private static TestExplorer Explorer(GeneratedProject project, string section) =>
        new(
            Path.Combine(project.Output, $"{project.Name}.dll"),
            $"<RunSettings><RunConfiguration><ResultsDirectory>{project.FolderPath}/TestResults</ResultsDirectory></RunConfiguration>{section}</RunSettings>",
            new Dictionary<string, string?> { ["CEKURA_API_KEY"] = "test-key" }
        );

    private async Task<GeneratedProject> BuiltAsync()
    {
        if (shared.Project is { } built)
        {
            return built;
        }

        var project = feed.NewProject("Stopped").WithManifest(Seeds.Manifest);
        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
        return shared.Project = project;
    }

    private static async Task<long> HeardAsync(Shell shell, string text, CancellationToken stop)
    {
        await Wait.UntilAsync(() => shell.Heard(text) is not null, stop);
        return shell.Heard(text)!.Value;
    }

    /// <summary>What all of them stop.</summary>
    public sealed class Built
    {
        /// <summary>The project, once it was built.</summary>
        internal GeneratedProject? Project { get; set; }
    }
}
