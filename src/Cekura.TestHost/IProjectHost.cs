using Cekura.Manifests.Text;

namespace Cekura.TestHost;

/// <summary>The test platform around the run of one test project: where words and files about the run as a whole go. Thread-safe.</summary>
internal interface IProjectHost
{
    /// <summary>
    /// Whether what is said stands in the log of the step as it is, so that a build server finds its commands in it. Where it does not,
    /// <c>cekura report annotate</c> says them in a step of its own, and here they would stand twice or be words without a meaning.
    /// </summary>
    bool ReachesLog { get; }

    /// <summary>Says something, exactly as it stands: build servers read commands out of it.</summary>
    void Message(MessageSeverity severity, string text);

    /// <summary>What is said next is about the results so far, so that these come before it.</summary>
    void ResultsFirst() { }

    /// <summary>Attaches a file to the run as a whole.</summary>
    void Attach(string path, string description);

    /// <summary>A file was written where the user asked for it; a platform that lists files lists it.</summary>
    void Written(string path, string description);
}
