using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

public sealed class Listed
{
    [CekuraManifest("clinic.cekura.json")]
    public void Answers(CekuraRun run) => Assert.That(run.Transcript, Has.Count.EqualTo(2));
}

public sealed class Broken
{
    [CekuraManifest("broken.cekura.json")]
    public void Never_runs(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraManifest("clinic.cekura.json", Filter = "TestCategory=smoky")]
    public void Selects_nothing(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraScenario(101, Mode = "txt")]
    public void Has_no_such_mode(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraScenario(101)]
    public void Takes_something_else(string run) => Assert.That(run, Is.Not.Null);
}
