using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.TestHost;
using Cekura.TestingPlatform.Mapping;

namespace Cekura.TestingPlatform.Execution;

/// <summary>
/// Passes words and files about the run as a whole on to the platform. An error becomes a failed test: nothing else of it is shown by
/// <c>dotnet test</c>, and a run with an error must not count as passed.
/// </summary>
internal sealed class SessionHost(NodePublisher publisher, NodeMapper mapper, string project, bool isDiscovery) : IProjectHost
{
    private int _failures;
    private volatile bool _hasErrors;

    /// <summary>Whether it was said that the run was cancelled, and what became of its conversations.</summary>
    public bool HasSaidCancelled { get; private set; }

    /// <summary>Whether there was an error while tests were listed. A list has no failed tests.</summary>
    public bool HasErrors => _hasErrors;

    /// <inheritdoc/>
    public bool ReachesLog { get; init; } = true;

    public void Message(MessageSeverity severity, string text)
    {
        HasSaidCancelled |= ProjectHostExtensions.SaysCancelled(text);
        if (severity == MessageSeverity.Error && !isDiscovery)
        {
            Fail(text);
        }
        else
        {
            _hasErrors |= severity == MessageSeverity.Error;
            publisher.Say(severity, text);
        }
    }

    public void Attach(string path, string description) => publisher.Attach(new FileInfo(path), description);

    public void Written(string path, string description) => Attach(path, description);

    private void Fail(string text)
    {
        var number = Interlocked.Increment(ref _failures);
        publisher.Publish(
            mapper.Other(
                string.Create(CultureInfo.InvariantCulture, $"{project}.Cekura.error_{number}"),
                string.Create(CultureInfo.InvariantCulture, $"Cekura error {number} of {project}"),
                NodeMapper.Error(text),
                text
            )
        );
    }
}
