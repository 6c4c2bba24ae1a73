using Cekura.NUnit.Building;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit.Execution;

/// <summary>Reads NUnit's tree of tests.</summary>
internal static class TestTree
{
    /// <summary>The assembly, or whatever is on top.</summary>
    public static ITest Root(ITest test) => Ancestors(test).Last();

    /// <summary>The fixture of a test: its one-time set-up comes before the first conversation.</summary>
    public static ITest Fixture(ITest test) => Ancestors(test).FirstOrDefault(ancestor => ancestor is TestFixture) ?? Root(test);

    /// <summary>
    /// The tests under <paramref name="top"/> that are going to run, as far as can be known while <paramref name="running"/> runs: what
    /// stands under something explicit runs only when that was asked for, which is certain only of what is around the running test too.
    /// </summary>
    public static IEnumerable<CekuraTest> Selected(ITest top, ITest? running)
    {
        var asked = running is null ? [] : Ancestors(running).Where(IsExplicit).ToHashSet();
        return Below(top)
            .OfType<CekuraTest>()
            .Where(test =>
                test.IsSelected
                && Ancestors(test)
                    .All(ancestor =>
                        ancestor.RunState switch
                        {
                            RunState.Runnable => true,
                            RunState.Explicit => asked.Contains(ancestor),
                            _ => false,
                        }
                    )
            );
    }

    /// <summary>Whether a fixture holds the manifests of the project.</summary>
    public static bool HoldsManifests(ITest root) => Below(root).OfType<CekuraTest>().Any(test => test.From is not null);

    private static bool IsExplicit(ITest test) => test.RunState == RunState.Explicit;

    private static IEnumerable<ITest> Ancestors(ITest test)
    {
        for (ITest? one = test; one is not null; one = one.Parent)
        {
            yield return one;
        }
    }

    private static IEnumerable<ITest> Below(ITest test) => test.Tests.SelectMany(Below).Prepend(test);
}
