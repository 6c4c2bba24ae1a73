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

    public void Message(MessageSeverity severity, string text)
    {
        HasSaidCancelled |= ProjectHostExtensions.SaysCancelled(text);
        recorder.SendMessage(MessageMapper.ToLevel(severity), text);
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
