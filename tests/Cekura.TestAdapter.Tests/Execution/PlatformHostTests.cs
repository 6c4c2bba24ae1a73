using Cekura.Manifests.Text;
using Cekura.TestAdapter.Execution;
using Cekura.TestAdapter.Mapping;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Tests.Execution;

/// <summary>The platform gathers results and passes messages on at once.</summary>
public class PlatformHostTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Results_are_passed_on_before_what_sums_them_up(int batch)
    {
        var platform = new Batching(batch);
        var test = new TestCase("S.Book.Calm", CekuraTestAdapter.Executor, "tests.dll");
        var host = new PlatformHost(platform) { BatchSize = batch, LastTest = test };
        platform.RecordResult(new TestResult(test));

        host.ResultsFirst();
        host.Message(MessageSeverity.Warning, "Cekura: 1 of 1 failed.");

        Assert.Equal(["result", "message"], platform.Shown);
        Assert.Equal(0, platform.InProgress);
    }

    [Fact]
    public void Without_a_test_nothing_is_passed_on()
    {
        var platform = new Batching(10);

        new PlatformHost(platform).ResultsFirst();

        Assert.Empty(platform.Shown);
    }

    /// <summary>As the platform's test host does: a batch is full when results and tests in progress together are as many as it holds.</summary>
    private sealed class Batching(int size) : ITestExecutionRecorder
    {
        private int _waiting;

        public List<string> Shown { get; } = [];

        public int InProgress { get; private set; }

        public void RecordStart(TestCase testCase)
        {
            InProgress++;
            Check();
        }

        public void RecordEnd(TestCase testCase, TestOutcome outcome) => InProgress--;

        public void RecordResult(TestResult testResult)
        {
            _waiting++;
            Check();
        }

        public void RecordAttachments(IList<AttachmentSet> attachmentSets) { }

        public void SendMessage(TestMessageLevel testMessageLevel, string message) => Shown.Add("message");

        private void Check()
        {
            if (_waiting > 0 && _waiting + InProgress >= size)
            {
                Shown.Add("result");
                _waiting = 0;
            }
        }
    }
}
