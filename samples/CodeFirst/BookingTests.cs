using Cekura.NUnit;
using NUnit.Framework;

namespace CodeFirst;

/// <summary>Six tests, six conversations: all of them start with the first test, in two results.</summary>
public sealed class BookingTests
{
    [CekuraScenario(101, Personalities = new[] { 3, 7, 9 })]
    public void Books_what_the_caller_agreed_to(CekuraRun run)
    {
        Assert.That(run, Does.Pass);
        Assert.That(run, Has.ToolCall("book_slot").With("date", "2026-03-05").With("time", "10:30").Exactly(1));
        Assert.That(run, Does.Say(@"Shall I book").By(Speaker.Agent).Before(Has.ToolCall("book_slot")));
        Assert.That(run.Metric("Latency (in ms)"), Is.LessThan(2000));
        Assert.That(run.Metric("Call result"), Is.EqualTo("booked"));
    }

    [CekuraScenario(202, Personalities = new[] { 3, 7, 9 })]
    public void Never_moves_to_a_time_that_is_taken(CekuraRun run)
    {
        Assert.That(run, Does.Not.Say(@"moved to .* 10:00 AM").By(Speaker.Agent));
        Assert.That(run, Has.ToolCall("check_slot").Before(Has.ToolCall("move_appointment")));
    }
}
