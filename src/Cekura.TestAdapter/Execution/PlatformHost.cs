using Cekura.Manifests.Text;
using Cekura.TestAdapter.Mapping;
using Cekura.TestHost;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;

namespace Cekura.TestAdapter.Execution;

/// <summary>Passes words and files about the run as a whole on to the test platform.</summary>
internal sealed class PlatformHost(ITestExecutionRecorder recorder) : IProjectHost
{
    /// <summary>Whether it was said that the run was cancelled, and what became of its conversations.</summary>
    public bool HasSaidCancelled { get; private set; }

    public bool ReachesLog => true;

    /// <summary>The test that was recorded last; null before the first.</summary>
    public TestCase? LastTest { private get; set; }

    /// <summary>How many results and tests in progress the platform gathers before it passes them on.</summary>
    public int BatchSize { private get; set; } = 10;

    /// <summary>
    /// The platform passes messages on at once, and results in batches, the last one when the run is over: a recap would stand before half
    /// of what it sums up. Tests in progress count towards a batch, so a test that begins and ends as often as fills one sends it.
    /// </summary>
    public void ResultsFirst()
    {
        if (LastTest is not { } test)
        {
            return;
        }

        for (var count = 0; count < BatchSize; count++)
        {
            recorder.RecordStart(test);
        }

        for (var count = 0; count < BatchSize; count++)
        {
            recorder.RecordEnd(test, TestOutcome.None);
        }
    }

    public void Message(MessageSeverity severity, string text)
    {
        HasSaidCancelled |= ProjectHostExtensions.SaysCancelled(text);
        recorder.SendMessage(MessageMapper.ToLevel(severity), TerminalText.Of(text));
    }

    public void Attach(string path, string description)
    {
        var set = new AttachmentSet(CekuraTestAdapter.Executor, "Cekura");
        set.Attachments.Add(UriDataAttachment.CreateFrom(path, description));
        recorder.RecordAttachments([set]);
    }

    // The platform lists what is attached, and would copy it.
    public void Written(string path, string description) { }
}
