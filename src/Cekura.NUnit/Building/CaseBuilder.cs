using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Runs.History;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace Cekura.NUnit.Building;

/// <summary>From the cases of an attribute to tests of NUnit.</summary>
internal sealed class CaseBuilder(IMethodInfo method, Test? suite)
{
    private readonly NUnitTestCaseBuilder _builder = new();

    public IEnumerable<TestMethod> Build(Func<IMethodInfo, TestAssemblyContents, CaseList> casesOf)
    {
        var contents = TestAssemblyContents.Load(method.TypeInfo.Assembly.Location);
        var list = contents.Problem is { } wrong ? CaseList.Wrong(wrong) : casesOf(method, contents);
        var shard = contents.Project?.Settings?.Shard;
        foreach (
            var test in list
                .Cases.Select(scenarioCase => Build(scenarioCase, from: null))
                .Where(test => shard is null || ShardDivision.IsIn(shard, test.FullName))
        )
        {
            yield return test;
        }

        // These were divided as the adapter divides them.
        foreach (var whole in list.Suites)
        {
            var from = new ProjectSuite(whole.Name, list.Notes);
            foreach (var scenarioCase in whole.Cases)
            {
                yield return Build(scenarioCase, from);
            }
        }

        if (list.Problem is { } problem)
        {
            var test = Without("Cekura");
            test.RunState = RunState.NotRunnable;
            test.Properties.Set(PropertyNames.SkipReason, $"Cekura: {problem}");
            yield return test;
        }

        if (list.Ignored is { } ignored)
        {
            yield return Ignored(Without("Cekura"), ignored);
        }
    }

    private TestMethod Build(ScenarioCase scenarioCase, ProjectSuite? from)
    {
        var arguments = new object?[] { CekuraRun.NotYet };
        var built = _builder.BuildTestMethod(method, suite, new TestCaseParameters(arguments));
        if (
            built.RunState == RunState.Runnable && method.GetParameters() is not [{ ParameterType: var type }, ..]
            || method.GetParameters()[0].ParameterType != typeof(CekuraRun)
        )
        {
            built.RunState = RunState.NotRunnable;
            built.Properties.Set(
                PropertyNames.SkipReason,
                $"The method {method.Name} wants one parameter of type {nameof(CekuraRun)}, the finished run."
            );
        }

        var test = new CekuraTest(built, method, suite, scenarioCase, arguments, from);
        foreach (var tag in scenarioCase.Tags)
        {
            test.Properties.Add(PropertyNames.Category, tag);
        }

        return scenarioCase.Skip is { } reason && test.RunState == RunState.Runnable ? Ignored(test, reason) : test;
    }

    private TestMethod Without(string name)
    {
        var test = new TestMethod(method, suite) { Name = $"{method.Name} [{name}]" };
        test.FullName = $"{CekuraTest.Prefix(method, suite)}.{TestName.Segment(name)}";
        return test;
    }

    private static TestMethod Ignored(TestMethod test, string reason)
    {
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, reason);
        return test;
    }
}
