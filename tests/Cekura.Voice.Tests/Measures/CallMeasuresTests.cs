using Cekura.Voice.Measures;

namespace Cekura.Voice.Tests.Measures;

/// <summary>Each formula on a recording whose truth is known, within 20 ms.</summary>
public sealed class CallMeasuresTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(333)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void Latency_is_from_the_callers_end_to_the_agents_begin(int latency)
    {
        var measured = Measure(20_000, caller: [(1_000, 3_000)], agent: [(3_000 + latency, 8_000)]);

        Assert.Equal(1, measured.Latency.Count);
        Assert.InRange(measured.Latency.Mean!.Value, latency - 20, latency + 20);
        Assert.Equal(0, measured.AgentInterruptions + measured.CallerInterruptions);
        Assert.Equal(5, measured.InterruptionScore);
    }

    [Fact]
    public void A_caller_that_pauses_is_answered_after_its_last_word()
    {
        var measured = Measure(20_000, caller: [(1_000, 2_000), (2_600, 3_500)], agent: [(4_000, 5_000)]);

        Assert.InRange(measured.Latency.Mean!.Value, 480, 520);
        Assert.Equal(new Share(1, 1), measured.Answered);
    }

    [Fact]
    public void An_agent_that_begins_while_the_caller_speaks_interrupts_and_does_not_answer()
    {
        var measured = Measure(20_000, caller: [(1_000, 3_000), (8_000, 9_000)], agent: [(2_500, 5_000), (9_400, 10_000)]);

        Assert.Equal(1, measured.AgentInterruptions);
        Assert.Equal(0, measured.CallerInterruptions);
        Assert.Equal(1, measured.Latency.Count);
        Assert.InRange(measured.Latency.Mean!.Value, 380, 420);

        // Two turns of the agent, and one of them interrupts.
        Assert.Equal(2.5, measured.InterruptionScore);
    }

    [Fact]
    public void Stop_time_is_from_the_callers_begin_to_the_agents_last_sound()
    {
        var measured = Measure(30_000, caller: [(3_000, 5_000), (12_000, 16_000)], agent: [(1_000, 3_700), (10_000, 15_500)]);

        Assert.Equal(2, measured.CallerInterruptions);
        Assert.InRange(measured.StopTime.Max!.Value, 3_480, 3_520);
        Assert.InRange(measured.StopTime.Mean!.Value, 2_080, 2_120);
        Assert.Equal(new Share(1, 2), measured.Yielded);
    }

    [Fact]
    public void Sides_that_meet_do_not_interrupt()
    {
        var measured = Measure(10_000, caller: [(1_000, 3_000)], agent: [(2_950, 5_000)]);

        Assert.Equal(0, measured.AgentInterruptions);
        Assert.Equal(0, measured.CallerInterruptions);
    }

    [Fact]
    public void The_talk_ratio_is_the_agents_share_of_speech() =>
        Assert.Equal(0.75, Measure(10_000, caller: [(0, 1_000)], agent: [(2_000, 5_000)]).TalkRatio!.Value, 2);

    [Fact]
    public void A_silence_is_where_neither_speaks()
    {
        var measured = Measure(20_000, caller: [(1_000, 3_000)], agent: [(2_500, 4_000), (9_000, 16_500)]);

        // 4 to 9 s, and 16.5 to 20 s; the first second is too short.
        Assert.Equal(2, measured.Silences);
        Assert.InRange(measured.LongestSilence.TotalMilliseconds, 4_980, 5_020);
    }

    [Fact]
    public void A_turn_without_an_answer_is_counted()
    {
        var measured = Measure(20_000, caller: [(1_000, 2_000), (6_000, 7_000), (12_000, 13_000)], agent: [(3_000, 4_000), (8_000, 9_000)]);

        Assert.Equal(new Share(2, 3), measured.Answered);
        Assert.Null(measured.Answered.Rate);
    }

    [Fact]
    public void An_agent_that_is_never_heard_has_no_latency_and_no_score()
    {
        var measured = Measure(20_000, caller: [(1_000, 2_000)], agent: []);

        Assert.Equal(0, measured.Latency.Count);
        Assert.Null(measured.Latency.Mean);
        Assert.Null(measured.InterruptionScore);
        Assert.Null(measured.Pitch);
        Assert.Equal(0, measured.TalkRatio);
        Assert.Equal(new Share(0, 1), measured.Answered);
    }

    [Theory]
    [InlineData(110)]
    [InlineData(180)]
    [InlineData(260)]
    public void Pitch_is_the_base_frequency_of_the_agent(int frequency)
    {
        var measured = CallMeasures.Of(
            MadeCall.Channel(5_000, [(0, 1_000)], frequency: 90),
            MadeCall.Channel(5_000, [(1_500, 4_000)], frequency: frequency)
        );

        Assert.InRange(measured.Pitch!.Value, frequency * 0.97, frequency * 1.03);
    }

    [Theory]
    [InlineData(1, 50, false)]
    [InlineData(2, 50, true)]
    [InlineData(19, 95, false)]
    [InlineData(20, 95, true)]
    [InlineData(99, 99, false)]
    [InlineData(100, 99, true)]
    public void A_percentile_is_withheld_where_too_few_were_measured(int count, int percent, bool isShown)
    {
        var spread = new Spread(Enumerable.Range(1, count).Select(number => TimeSpan.FromMilliseconds(number)));

        Assert.Equal(isShown, spread.Percentile(percent) is not null);
    }

    [Fact]
    public void A_percentile_lies_between_the_two_nearest() =>
        Assert.Equal(
            95.05,
            new Spread(Enumerable.Range(1, 100).Select(number => TimeSpan.FromMilliseconds(number))).Percentile(95)!.Value,
            6
        );

    private static CallMeasures Measure(int length, (int, int)[] caller, (int, int)[] agent) =>
        CallMeasures.Of(MadeCall.Channel(length, caller), MadeCall.Channel(length, agent, frequency: 180));
}
