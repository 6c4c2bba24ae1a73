using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

public sealed class Discretion
{
    [CekuraScenario(103, Name = "Data of others", Personalities = new[] { 3 })]
    public void Names_nobody(CekuraRun run) => Assert.That(run, !Does.Say("Omar").By(Speaker.Agent));

    [CekuraScenario(103, Name = "Data of others", Personalities = new[] { 3 })]
    public void Says_goodbye(CekuraRun run) => Assert.That(run, Does.Say("Goodbye").By(Speaker.Agent));
}
