using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit.Tests.Running;

/// <summary>Runs the fixtures of this assembly with NUnit's own runner, in this process.</summary>
internal static class NUnitRun
{
    private static readonly string Own = typeof(NUnitRun).Namespace![..^"Running".Length];
    private static readonly string State = Directory.CreateTempSubdirectory("cekura-nunit-state-").FullName;

    public static IReadOnlyDictionary<string, ITestResult> Run(Service service, string filter, int workers = 0) =>
        Run(filter, new() { ["Cekura.ApiUrl"] = service.Address.ToString() }, workers);

    /// <param name="filter">Elements of NUnit's filter; a case is named in full.</param>
    /// <param name="parameters">Parameters of the run.</param>
    /// <param name="workers">Threads beside the main one; 0: tests run one after the other.</param>
    /// <param name="loaded">Gets the runner before it runs; null: nobody does.</param>
    /// <param name="only">As if the assembly had no other fixture; null: it has all.</param>
    /// <returns>Results of test cases by full name.</returns>
    public static IReadOnlyDictionary<string, ITestResult> Run(
        string filter,
        Dictionary<string, string> parameters,
        int workers = 0,
        Action<ITestAssemblyRunner>? loaded = null,
        Type? only = null
    )
    {
        Environment.SetEnvironmentVariable("CEKURA_API_KEY", "key-canary-of-nunit");
        Environment.SetEnvironmentVariable("CEKURA_STATE_DIRECTORY", State);

        // NUnit keeps the parameters of one run for the next.
        parameters.TryAdd("Cekura.Shard", "");
        parameters.TryAdd("Cekura.Manifest", "");
        parameters.TryAdd("Cekura.MaxRuns", "");
        parameters.TryAdd("Cekura.LastFailed", "");
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        var options = new Dictionary<string, object> { ["TestParametersDictionary"] = parameters, ["NumberOfTestWorkers"] = workers };
        if (only is not null)
        {
            options["LOAD"] = new List<string> { only.FullName! };
        }

        runner.Load(typeof(NUnitRun).Assembly, options);
        loaded?.Invoke(runner);
        var results = new Dictionary<string, ITestResult>(StringComparer.Ordinal);
        Collect(runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter>{filter}</filter>")), results);
        return results;
    }

    public static string Case(Type fixture, string rest) => $"<test>{fixture.FullName}.{rest}</test>";

    public static string Fixture(Type fixture) => $"<class>{fixture.FullName}</class>";

    private static void Collect(ITestResult result, Dictionary<string, ITestResult> results)
    {
        if (!result.Test.IsSuite)
        {
            results[
                result.FullName.StartsWith(Own, StringComparison.Ordinal)
                    ? result.FullName[Own.Length..].Replace("Fixtures.", "", StringComparison.Ordinal)
                    : result.FullName
            ] = result;
        }

        foreach (var child in result.Children)
        {
            Collect(child, results);
        }
    }
}
