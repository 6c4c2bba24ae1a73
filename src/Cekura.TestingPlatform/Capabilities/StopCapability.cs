using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace Cekura.TestingPlatform.Capabilities;

/// <summary>
/// Hears that no further test is wanted (<c>--maximum-failed-tests</c>): conversations are ended, as with a cancelled run.
/// </summary>
internal sealed class StopCapability : IGracefulStopTestExecutionCapability
{
    private readonly Lock _gate = new();
    private Action? _stop;

    /// <summary>Whether the platform asked to stop.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Takes over what stops the run that is going on.</summary>
    public void During(Action? stop)
    {
        lock (_gate)
        {
            _stop = stop;
        }

        if (IsAsked)
        {
            stop?.Invoke();
        }
    }

    public Task StopTestExecutionAsync(CancellationToken cancellationToken)
    {
        Action? stop;
        lock (_gate)
        {
            (IsAsked, stop) = (true, _stop);
        }

        stop?.Invoke();
        return Task.CompletedTask;
    }
}
