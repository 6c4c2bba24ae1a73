using Cekura.NUnit;
using NUnit.Framework;

namespace CodeFirst;

/// <summary>What every conversation has to keep, whatever it is about. The cases and their categories come from the manifest.</summary>
public sealed class SmokeTests
{
    [CekuraManifest("cekura.json", Filter = "TestCategory=smoke&Personality!=9")]
    public void Passes_and_identifies_the_caller_first(CekuraRun run)
    {
        Assert.That(run, Does.Pass);

        var first = run.ToolCalls[0];
        Assert.That(first.Name, Is.EqualTo("find_patient"));
        Assert.That(first.Argument<DateOnly>("date_of_birth"), Is.GreaterThan(new DateOnly(1900, 1, 1)));
    }
}
