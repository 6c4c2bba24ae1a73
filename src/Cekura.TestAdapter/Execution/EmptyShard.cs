using Cekura.Runs.History;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>
/// A shard without tests, as a skipped test: pipelines rightly make a run without any test an error, and this one has nothing wrong with
/// it.
/// </summary>
internal static class EmptyShard
{
    public static void Report(ITestExecutionRecorder recorder, TestProject contents, string why)
    {
        var test = new TestCase(ProjectShard.NameOfEmpty(contents), CekuraTestAdapter.Executor, contents.Container.Source)
        {
            DisplayName = ShardSet.Name(contents.Settings!.Shard!),
        };
        recorder.RecordStart(test);
        recorder.RecordEnd(test, TestOutcome.Skipped);
        recorder.RecordResult(
            new TestResult(test)
            {
                Outcome = TestOutcome.Skipped,
                DisplayName = test.DisplayName,
                ErrorMessage = why,
            }
        );
    }
}
