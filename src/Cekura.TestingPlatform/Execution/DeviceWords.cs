using Cekura.Manifests.Text;
using Microsoft.Testing.Platform.Extensions.OutputDevice;
using Microsoft.Testing.Platform.OutputDevice;

namespace Cekura.TestingPlatform.Execution;

/// <summary>Words for whoever started the program itself: they come at once.</summary>
internal sealed class DeviceWords(IOutputDevice output, IOutputDeviceDataProducer producer) : IWords
{
    public Task SayAsync(MessageSeverity severity, string text) =>
        output.DisplayAsync(producer, DataOf(severity, text), CancellationToken.None);

    // A line of a build server's commands stands as it is: colours would hide it.
    private static IOutputDeviceData DataOf(MessageSeverity severity, string text) =>
        severity == MessageSeverity.Error ? new ErrorMessageOutputDeviceData(text)
        : severity == MessageSeverity.Warning && text.StartsWith("Cekura: ", StringComparison.Ordinal)
            ? new WarningMessageOutputDeviceData(text)
        : new TextOutputDeviceData(text);
}
