using Cekura.Client;
using NUnit.Framework;
using Assert = Xunit.Assert;
using Theory = Xunit.TheoryAttribute;

namespace Cekura.NUnit.Tests;

public sealed class CekuraRunTests
{
    [Fact]
    public void Metrics_have_the_type_of_their_kind()
    {
        var run = Sample.Run();

        Assert.Equal(812.5, run.Metric("latency-in-ms"));
        Assert.Equal(true, run.Metric("Confirms date and time"));
        Assert.Equal("booked", run.Metric("62"));
        Assert.Equal(812.5, run.Metric<double>("Latency (in ms)"));
        Assert.Equal("Latency (in ms) = 812.5", run.FindMetric("60").ToString());
    }

    [Theory]
    [InlineData("Latency (ms)", "has no metric Latency (ms). Did you mean \"Latency (in ms)\"?")]
    [InlineData("Something else", "has no metric Something else. Known: Confirms date and time, Latency (in ms), Call result, Handover.")]
    [InlineData("Handover", "The metric Handover does not apply to Book an appointment [Normal Male]")]
    public void A_metric_without_a_value_fails_and_says_why(string name, string message) =>
        Assert.Contains(message, Assert.Throws<AssertionException>(() => Sample.Run().Metric(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_metric_of_another_type_fails() =>
        Assert.Contains(
            "is booked, a String, and not a Double",
            Assert.Throws<AssertionException>(() => Sample.Run().Metric<double>("Call result")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tool_calls_have_typed_arguments()
    {
        var call = Sample.Run().ToolCalls[1];

        Assert.Equal(("book_slot", 6), (call.Name, call.Number));
        Assert.Equal(new DateOnly(2026, 5, 5), call.Argument<DateOnly>("date"));
        Assert.Equal(2, call.Argument<int>("guests"));
        Assert.Equal("10:30", call.Argument<string>("time"));
        Assert.Contains(
            "has no argument dates. Did you mean \"date\"?",
            Assert.Throws<AssertionException>(() => call.Argument<string>("dates")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is \"10:30\", which is no whole number",
            Assert.Throws<AssertionException>(() => call.Argument<int>("time")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Arguments_that_are_no_object_are_none() =>
        Assert.Empty(Sample.Run(turns: [Sample.Called("x", "[1")]).ToolCalls[0].Arguments);

    [Fact]
    public void Turns_keep_the_numbers_of_the_conversation()
    {
        var transcript = Sample.Run().Transcript;

        Assert.Equal([1, 2, 4, 5, 7], transcript.Select(turn => turn.Number));
        Assert.Equal(Speaker.Caller, transcript[1].Speaker);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.25)], Sample.Run().Latencies);
    }

    [Fact]
    public void What_only_one_conversation_has_is_asked_of_one()
    {
        var run = Sample.Of(Sample.Full(1, success: true), Sample.Full(2, success: false));

        Assert.False(run.Verdict.Passed);
        Assert.Equal([1L, 2L], run.Repetitions.Select(one => one.Id));
        Assert.Equal(
            ["Book an appointment [Normal Male] #1", "Book an appointment [Normal Male] #2"],
            run.Repetitions.Select(one => one.Name)
        );
        Assert.Equal([true, false], run.Repetitions.Select(one => one.Verdict.Passed));
        Assert.Contains(
            "is 2 conversations: look at them one by one with run.Repetitions",
            Assert.Throws<AssertionException>(() => run.Transcript).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_run_has_its_ids_and_its_page()
    {
        var run = Sample.Run();

        Assert.Equal((1L, 987L, RunStatus.Completed), (run.Id, run.ResultId, run.Status));
        Assert.Equal(new Uri("https://dashboard.cekura.ai/742/results/987?call_id=1"), run.Link);
        Assert.Equal("Book an appointment [Normal Male]: Passed", run.ToString());
    }
}
