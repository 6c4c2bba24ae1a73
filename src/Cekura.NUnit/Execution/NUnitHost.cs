using Cekura.Manifests.Text;
using Cekura.TestHost;
using NUnit.Framework;

namespace Cekura.NUnit.Execution;

/// <summary>Where words about the run as a whole go: what is worth a person's attention is shown at once, as a warning.</summary>
internal sealed class NUnitHost : IProjectHost
{
    private readonly Lock _gate = new();

    /// <summary>Files about the run as a whole, which NUnit has no place for: the last test of the run takes them.</summary>
    public List<(string Path, string Description)> Files { get; } = [];

    public bool ReachesLog => true;

    public void Message(MessageSeverity severity, string text)
    {
        lock (_gate)
        {
            // What goes to standard error is a warning to the test platform, and seen; progress is for those who ask for more words.
            (severity == MessageSeverity.Information ? TestContext.Progress : TestContext.Error).WriteLine(text);
        }
    }

    public void Attach(string path, string description) => Files.Add((path, description));

    // NUnit lists the files that tests attach, and no others.
    public void Written(string path, string description) { }
}
