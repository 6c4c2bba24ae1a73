using Cekura.NUnit.Attributes;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit;

/// <summary>
/// Says so when the setting <c>Shard</c> leaves none of the cases of an assembly, with an ignored test: pipelines rightly make a run
/// without any test an error, and this one has nothing wrong with it. The package puts it on assemblies in C#; in other languages write it
/// once.
/// </summary>
/// <example><code>[assembly: CekuraShards]</code></example>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CekuraShardsAttribute : NUnitAttribute, IApplyToTest
{
    /// <inheritdoc />
    /// <remarks>NUnit calls it when all tests of the assembly are there.</remarks>
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        EmptyShard.Tell(test);
    }
}
