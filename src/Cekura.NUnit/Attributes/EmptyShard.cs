using System.Globalization;
using Cekura.NUnit.Building;
using Cekura.Runs.History;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit.Attributes;

/// <summary>The test that stands for a shard which no case of the assembly fell to.</summary>
internal static class EmptyShard
{
    /// <summary>Puts it into the tree where that has none of the cases of its methods.</summary>
    public static void Tell(Test root)
    {
        var methods = Methods(root).ToList();
        if (
            methods is not [{ Method: { } method } first, ..]
            || methods.Exists(suite => suite.HasChildren)
            || TestAssemblyContents.Load(method.TypeInfo.Assembly.Location).Project?.Settings?.Shard is not { } shard
        )
        {
            return;
        }

        var name = ShardSet.Name(shard);
        var test = new TestMethod(method, first.Parent as Test)
        {
            Name = name,
            FullName = string.Create(
                CultureInfo.InvariantCulture,
                $"{CekuraTest.Prefix(method, first.Parent as Test)}.Shard_{shard.Index}_of_{shard.Count}"
            ),
            RunState = RunState.Ignored,
        };
        test.Properties.Set(
            PropertyNames.SkipReason,
            $"{name} holds no tests: all cases of {Path.GetFileNameWithoutExtension(method.TypeInfo.Assembly.Location)} are in other shards."
        );
        first.Add(test);
    }

    private static IEnumerable<TestSuite> Methods(ITest test) =>
        test is TestSuite { Method: { } method } suite && method.IsDefined<CekuraCasesAttribute>(inherit: true)
            ? [suite]
            : test.Tests.SelectMany(Methods);
}
