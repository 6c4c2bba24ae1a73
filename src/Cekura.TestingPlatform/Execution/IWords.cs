using Cekura.Manifests.Text;

namespace Cekura.TestingPlatform.Execution;

/// <summary>Where words about the run as a whole go.</summary>
internal interface IWords
{
    Task SayAsync(MessageSeverity severity, string text);
}
