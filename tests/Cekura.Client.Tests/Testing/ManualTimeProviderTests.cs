using Cekura.Testing;

namespace Cekura.Client.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_moment()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 5, fired, start);
        using var early = Timer("early", 2, fired, start);
        using var never = Timer("never", 11, fired, start);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("early", TimeSpan.FromSeconds(2)), ("late", TimeSpan.FromSeconds(5))], fired);
        Assert.Equal(start.AddSeconds(10), _clock.GetUtcNow());
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

    private ITimer Timer(string name, int seconds, List<(string Name, TimeSpan At)> fired, DateTimeOffset start) => _clock.CreateTimer(
        _ => fired.Add((name, _clock.GetUtcNow() - start)), state: null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
