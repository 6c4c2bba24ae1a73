using Cekura.Testing;

namespace Cekura.Client.Tests.Testing;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _clock = new();

    [Fact]
    public async Task While_work_is_done_timers_fire_in_order_each_at_its_own_moment()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 5, fired, start);
        using var early = Timer("early", 2, fired, start);
        using var never = Timer("never", 11, fired, start);

        await _clock.RunAsync(() => Task.Delay(TimeSpan.FromSeconds(10), _clock));

        Assert.Equal([("early", TimeSpan.FromSeconds(2)), ("late", TimeSpan.FromSeconds(5))], fired);
        Assert.Equal(start.AddSeconds(10), _clock.GetUtcNow());
    }

    [Fact]
    public async Task Time_passes_only_when_nothing_is_left_to_do_however_busy_the_machine_is()
    {
        using var over = new CancellationTokenSource();
        var load = Enumerable
            .Range(0, 2 * Environment.ProcessorCount)
            .Select(_ =>
                Task.Factory.StartNew(
                    () =>
                    {
                        while (!over.IsCancellationRequested)
                        {
                            Thread.SpinWait(1000);
                        }
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromHours(1), _clock);
        var begin = _clock.GetUtcNow();
        var moments = new List<double>();

        await _clock.RunAsync(async () =>
        {
            for (var wait = 0; wait < 50; wait++)
            {
                // Hand over hand through the pool, with work between.
                for (var hop = 0; hop < 20; hop++)
                {
                    await Task.Run(() => Thread.SpinWait(2000)).ConfigureAwait(false);
                }

                moments.Add((_clock.GetUtcNow() - begin).TotalSeconds);
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, limit.Token);
            }
        });
        await over.CancelAsync();
        await Task.WhenAll(load);

        Assert.Equal(Enumerable.Range(0, 50).Select(second => (double)second), moments);
    }

    [Fact]
    public async Task Work_that_waits_for_what_never_comes_is_refused() =>
        await Assert.ThrowsAsync<TimeoutException>(() => _clock.RunAsync(() => Task.Delay(Timeout.Infinite)));

    [Fact]
    public async Task Several_pieces_of_work_jump_each_on_its_own_clock()
    {
        var clocks = Enumerable.Range(1, 4).Select(_ => new VirtualTime()).ToList();
        var start = _clock.GetUtcNow();

        await Task.WhenAll(
            clocks.Select(
                (clock, index) =>
                    clock.RunAsync(async () =>
                    {
                        for (var turn = 0; turn < 20; turn++)
                        {
                            await Task.Delay(TimeSpan.FromSeconds(index + 1), clock);
                        }
                    })
            )
        );

        Assert.Equal([20, 40, 60, 80], clocks.Select(clock => (clock.GetUtcNow() - start).TotalSeconds));
    }

    [Fact]
    public void A_periodic_timer_fires_in_every_period_until_it_is_disposed()
    {
        var count = 0;
        var timer = _clock.CreateTimer(_ => count++, state: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, count);

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Waiting_ends_when_a_near_enough_timer_is_set()
    {
        var waiting = _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(2));
        using var far = _clock.CreateTimer(_ => { }, state: null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        Assert.False(waiting.IsCompleted);

        var delay = Task.Delay(TimeSpan.FromSeconds(2), _clock);
        await waiting;
        _clock.Advance(TimeSpan.FromSeconds(2));

        await delay;
    }

    [Fact]
    public void Elapsed_time_follows_the_clock()
    {
        var begin = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(TimeSpan.FromSeconds(1.5), _clock.GetElapsedTime(begin));
    }

    private ITimer Timer(string name, int seconds, List<(string Name, TimeSpan At)> fired, DateTimeOffset start) =>
        _clock.CreateTimer(
            _ => fired.Add((name, _clock.GetUtcNow() - start)),
            state: null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan
        );
}
