using NUnit.Framework;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

public sealed class Special
{
    [CekuraScenario(101, Personalities = new[] { 3 })]
    public void Ordinary(CekuraRun run) => Assert.That(run, Does.Pass);

    [Explicit]
    [CekuraScenario(101, Personalities = new[] { 7 })]
    [CekuraScenario(102, Personalities = new[] { 7 })]
    public void Asked_for(CekuraRun run) => Assert.That(run.Id, Is.Positive);

    [Ignore("not today")]
    [CekuraScenario(102, Personalities = new[] { 3 })]
    public void Ignored(CekuraRun run) => Assert.That(run, Does.Pass);
}

public sealed class Repeated
{
    [Retry(3)]
    [CekuraScenario(102, Personalities = new[] { 3 })]
    public void Fails_three_times(CekuraRun run) => Assert.That(run, Does.Pass);

    [CekuraScenario(101, Personalities = new[] { 7 }, Frequency = 3)]
    public void Has_three_repetitions(CekuraRun run) => Assert.That(run.Repetitions, Has.Count.EqualTo(3).And.All.Say("10:30"));
}

[Parallelizable(ParallelScope.Children)]
public sealed class Together
{
    [CekuraScenario(101, Personalities = new[] { 3, 7 })]
    [CekuraScenario(102, Personalities = new[] { 3, 7 })]
    public void Lands(CekuraRun run) => Assert.That(run.Transcript, Is.Not.Empty);
}

public sealed class Broken_setup
{
    [OneTimeSetUp]
    public void Fail() => throw new InvalidOperationException("no agent");

    [CekuraScenario(101, Personalities = new[] { 3 })]
    public void Never_runs(CekuraRun run) => Assert.That(run, Does.Pass);
}

public sealed class Endless
{
    [CancelAfter(1500)]
    [CekuraScenario(101, Personalities = new[] { 3 })]
    public void Is_ended(CekuraRun run, CancellationToken cancellationToken) => Assert.That(run, Does.Pass);
}
