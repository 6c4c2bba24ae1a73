using System.Diagnostics;
using Cekura.Client;
using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Reliability.Tests.Processes;

/// <summary>A process is killed (SIGKILL) at each step of its journal: what it started is ended, once, and nothing else is.</summary>
public sealed class KillTests : IDisposable
{
    private const string Start = "/run_scenarios_text/";
    private const string EndCalls = "/end_calls/";

    // Two seconds on a quiet machine; what is wrong here takes for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _state = Directory.CreateTempSubdirectory("cekura-kill-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    // Intent on disk, nothing sent to the end; took effect, but nobody was told; result known, first look; a later look.
    [Theory]
    [InlineData(Start, false, 1)]
    [InlineData(Start, true, 1)]
    [InlineData("/results/", false, 1)]
    [InlineData("/results/", true, 3)]
    public async Task A_guard_ends_what_a_killed_process_started(string path, bool tookEffect, int occurrence)
    {
        await using var service = await LoopbackEmulator.StartAsync(Clinic.Endless());
        var killed = await KillAtAsync(service, path, tookEffect, occurrence, guarded: true);

        await UntilAsync(() => service.Count(EndCalls) > 0, killed);

        // The service ends a conversation after it has said that it will.
        await UntilAsync(async () => await ActiveAsync(service) == 0, killed);
        Assert.Equal((1, 1, 0), (service.Count(Start), service.Count(EndCalls), await ActiveAsync(service)));
        await AssertNoKeyOnDiskAsync();
    }

    // As a watch for hangs does, or an IDE: the guard is among what a process started only where the system knows no other way.
    [Fact]
    public async Task A_guard_outlives_a_kill_of_the_process_with_all_that_it_started()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var service = await LoopbackEmulator.StartAsync(Clinic.Endless());
        var killed = await KillAtAsync(service, "/results/", tookEffect: true, occurrence: 2, guarded: true, withAll: true);

        await UntilAsync(() => service.Count(EndCalls) > 0, killed);

        Assert.Equal((1, 1), (service.Count(Start), service.Count(EndCalls)));
    }

    [Theory]
    [InlineData(Start, true, 1)]
    [InlineData("/results/", true, 2)]
    public async Task Without_a_guard_the_next_sweep_ends_it(string path, bool tookEffect, int occurrence)
    {
        await using var service = await LoopbackEmulator.StartAsync(Clinic.Endless());
        await KillAtAsync(service, path, tookEffect, occurrence, guarded: false);
        using var client = Client(service);

        var ended = await new OrphanSweep(client, service.Address, TimeProvider.System).RunAsync(_state).ToListAsync();
        var again = await new OrphanSweep(client, service.Address, TimeProvider.System).RunAsync(_state).ToListAsync();

        Assert.Equal(EndOutcome.Ended, Assert.Single(ended).Outcome);
        Assert.Empty(again);
        Assert.Equal(0, await ActiveAsync(service));
    }

    [Fact]
    public async Task A_second_attempt_goes_on_with_what_is_in_flight_and_starts_nothing()
    {
        await using var service = await LoopbackEmulator.StartAsync(Clinic.Endless());
        await KillAtAsync(service, "/results/", tookEffect: true, occurrence: 2, guarded: false);

        using var second = Victim.Start(service.Address, _state, guarded: false);
        var looks = service.Count("/results/1001/");
        await UntilAsync(() => service.Count("/results/1001/") > looks + 1, Stopwatch.StartNew());
        using var client = Client(service);
        await foreach (var result in client.Results.ListAsync(new ResultQuery { AgentId = 12 }))
        {
            await client.Results.EndCallsAsync(result.Id);
        }

        var output = await second.OutputAsync();
        Assert.Equal(4, output.Split("started by an earlier test run").Length - 1);
        Assert.Equal(1, service.Count(Start));
    }

    private async Task<Stopwatch> KillAtAsync(
        LoopbackEmulator service,
        string path,
        bool tookEffect,
        int occurrence,
        bool guarded,
        bool withAll = false
    )
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = 0;
        service.Heard = async (call, effect) =>
        {
            if (effect == tookEffect && call.Contains(path, StringComparison.Ordinal) && Interlocked.Increment(ref seen) == occurrence)
            {
                reached.SetResult();
                await go.Task;
            }
        };
        using var victim = Victim.Start(service.Address, _state, guarded);
        await reached.Task.WaitAsync(Limit);
        victim.Kill(withAll);
        var killed = Stopwatch.StartNew();
        await victim.OutputAsync();
        go.SetResult();
        return killed;
    }

    private static Task UntilAsync(Func<bool> condition, Stopwatch since) => UntilAsync(() => Task.FromResult(condition()), since);

    private static async Task UntilAsync(Func<Task<bool>> condition, Stopwatch since)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition() && since.Elapsed < Limit)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private static CekuraClient Client(LoopbackEmulator service) =>
        new(new CekuraClientOptions { BaseAddress = service.Address, ApiKey = Victim.Key });

    private static async Task<int> ActiveAsync(LoopbackEmulator service)
    {
        using var client = Client(service);
        return await client.Results.ListAsync(new ResultQuery { AgentId = 12 }).CountAsync(OrphanEnder.IsActive);
    }

    private async Task AssertNoKeyOnDiskAsync()
    {
        foreach (var file in Directory.GetFiles(_state, "*", SearchOption.AllDirectories))
        {
            // The guard holds its journal until it has written that it is done.
            string? text = null;
            await UntilAsync(() => (text = Text(file)) is not null, Stopwatch.StartNew());
            Assert.NotNull(text);
            Assert.DoesNotContain(Victim.Key, text, StringComparison.Ordinal);
        }
    }

    private static string? Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (FileNotFoundException)
        {
            return "";
        }
        catch (IOException)
        {
            return null;
        }
    }
}
