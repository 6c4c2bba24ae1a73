using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Documentation;

[Explicit("They stand in docs/code-first.md, and run in nobody's clinic.")]
public sealed class BookingTests
{
    [CekuraScenario(101, Personalities = new[] { 3, 7 }, Mode = "text")]
    public void Books_what_was_agreed(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("book_slot").With("date", "2026-05-04"));
        Assert.That(run.Metric("Latency"), Is.LessThan(2000));
        Assert.That(run.Transcript, Does.Say(@"confirmed").By(Speaker.Agent).After(Has.ToolCall("book_slot")));
    }
}

[Explicit("They stand in docs/code-first.md, and run in nobody's clinic.")]
public sealed class OtherTests
{
    [CekuraManifest("cekura.json", Filter = "TestCategory=smoke&Personality!=7")]
    public void Every_smoke_test_is_polite(CekuraRun run) =>
        Assert.That(run, Does.Say("thank you").IgnoreCase.By(Speaker.Agent));

    [CekuraScenario(101)]
    public void What_a_run_tells(CekuraRun run)
    {
        Assert.That(run.Verdict.Passed, run.Verdict.Message);            // by the rules of verdicts.md
        Assert.That(run.Metric("Call result"), Is.EqualTo("booked"));    // a label
        Assert.That(run.Metric("Reads back date and time"), Is.True);    // passes or fails
        Assert.That(run.Metric<double>("latency-in-ms"), Is.LessThan(2000));

        var booking = run.ToolCalls.Single(call => call.Name == "book_slot");
        Assert.That(booking.Argument<DateOnly>("date").DayOfWeek, Is.Not.EqualTo(DayOfWeek.Sunday));

        Assert.That(run.Transcript.Count(turn => turn.Speaker == Speaker.Agent), Is.LessThan(12));
        Assert.That(run.Latencies, Has.All.LessThan(TimeSpan.FromSeconds(3)));
        TestContext.Out.WriteLine($"run {run.Id} of result {run.ResultId}, {run.Duration}: {run.Link}");
    }

    [CekuraScenario(101, Frequency = 5, PassAtLeast = 4)]
    public void Holds_four_times_out_of_five(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run.Repetitions, Has.All.ToolCall("find_patient"));
    }
}
