using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

public sealed class Booking
{
    [CekuraScenario(101, Name = "Book an appointment", Personalities = new[] { 3, 7 }, Tags = new[] { "smoke" })]
    [CekuraScenario(102, Name = "Reschedule", Personalities = new[] { 3, 7 })]
    public void Passes(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraScenario(101, Name = "Book an appointment", Personalities = new[] { 3 })]
    public void Says_the_time(CekuraRun run) => Assert.That(run, Does.Say("10:30").By(Speaker.Agent));
}
