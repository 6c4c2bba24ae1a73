using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Cekura.EndToEnd.Tests.Harness.SharedFolder", "Cekura.EndToEnd.Tests")]

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Classes run side by side and share one feed: this removes it when the last of them has ended.</summary>
public sealed class SharedFolder(IMessageSink messages) : XunitTestFramework(messages)
{
    /// <inheritdoc />
    protected override ITestFrameworkExecutor CreateExecutor(System.Reflection.AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(System.Reflection.AssemblyName name, ISourceInformationProvider places, IMessageSink messages)
        : XunitTestFrameworkExecutor(name, places, messages)
    {
        // The base class declares it so; what goes wrong is reported by the runner.
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions
        )
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> tests,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options
    ) : XunitTestAssemblyRunner(assembly, tests, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            StopTimes.Write();
            await PackedFeed.RemoveAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
