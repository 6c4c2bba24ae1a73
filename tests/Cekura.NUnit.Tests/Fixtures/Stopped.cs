using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Assert = NUnit.Framework.Assert;

namespace Cekura.NUnit.Tests.Fixtures;

/// <summary>Presses the button when a test begins, before it waits for anything.</summary>
public sealed class Stopped
{
    internal static Action Press { get; set; } = () => { };

    [CekuraScenario(101, Name = "Book an appointment", Personalities = new[] { 3, 7 })]
    [Pressed]
    public void Passes(CekuraRun run) => Assert.That(run, Does.Pass);

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PressedAttribute : NUnitAttribute, IApplyToContext
    {
        // In the thread of the test; listeners hear of it later.
        public void ApplyToContext(TestExecutionContext context) => Press();
    }
}
