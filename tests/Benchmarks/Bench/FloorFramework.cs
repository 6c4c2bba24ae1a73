using System.Globalization;

namespace Cekura.Benchmarks.Bench;

/// <summary>A project that is its own adapter: it lists as many tests as it is told to, and says of each that it passed.</summary>
internal sealed class FloorFramework : IFramework
{
    public string Name => "report-only adapter";

    public string Items => """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    public void Write(string directory, int cases) =>
        File.WriteAllText(
            Path.Combine(directory, "Floor.cs"),
            $$"""
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.VisualStudio.TestPlatform.ObjectModel;
            using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
            using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

            [FileExtension(".dll")]
            [DefaultExecutorUri(Floor.Address)]
            [ExtensionUri(Floor.Address)]
            public sealed class Floor : ITestDiscoverer, ITestExecutor
            {
                public const string Address = "executor://floor/v1";

                public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext context, IMessageLogger logger, ITestCaseDiscoverySink sink)
                {
                    foreach (var test in sources.SelectMany(Tests)) sink.SendTestCase(test);
                }

                public void RunTests(IEnumerable<string> sources, IRunContext context, IFrameworkHandle handle) => RunTests(sources.SelectMany(Tests), context, handle);

                public void RunTests(IEnumerable<TestCase> tests, IRunContext context, IFrameworkHandle handle)
                {
                    foreach (var test in tests)
                    {
                        handle.RecordStart(test);
                        handle.RecordEnd(test, TestOutcome.Passed);
                        handle.RecordResult(new TestResult(test) { Outcome = TestOutcome.Passed });
                    }
                }

                public void Cancel() { }

                private static IEnumerable<TestCase> Tests(string source) => Enumerable.Range(0, {{cases.ToString(
                CultureInfo.InvariantCulture
            )}})
                    .Select(number => new TestCase($"Trivial.Scenario{number / 50}.Personality{number % 50}", new System.Uri(Address), source));
            }
            """
        );
}
