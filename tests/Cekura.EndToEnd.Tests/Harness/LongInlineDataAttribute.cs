using System.Reflection;
using Xunit.Sdk;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>One more row of a theory in the longer tests.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class LongInlineDataAttribute(params object?[] data) : DataAttribute
{
    /// <inheritdoc />
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => LongerTests.AreWanted ? [data] : [];
}
