using Cekura.NUnit.Building;
using Cekura.NUnit.Execution;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Cekura.NUnit;

/// <summary>
/// What makes test cases of a method: one for each scenario × personality. The method takes the finished <see cref="CekuraRun"/>.
/// </summary>
public abstract class CekuraCasesAttribute : NUnitAttribute, ITestBuilder, IImplyFixture, IWrapSetUpTearDown
{
    private protected CekuraCasesAttribute() { }

    IEnumerable<TestMethod> ITestBuilder.BuildFrom(IMethodInfo method, Test? suite)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new CaseBuilder(method, suite).Build(CasesOf);
    }

    TestCommand ICommandWrapper.Wrap(TestCommand command) => command is AwaitRunCommand ? command : new AwaitRunCommand(command);

    /// <summary>The cases that the attribute names, or why there are none.</summary>
    private protected abstract CaseList CasesOf(IMethodInfo method, TestAssemblyContents contents);
}
