using System.Diagnostics;

namespace Cekura.Runs.Processes;

/// <summary>
/// Starts programs that must not outlive this process: agents, and the commands of a manifest. However this process ends, a guard beside it
/// ends them with all that they started. The guard is started with the first of them, and not waited for. Thread-safe.
/// </summary>
/// <param name="program">What the guard runs.</param>
/// <param name="lost">Called with the reason when there is no guard, or none any longer.</param>
internal sealed class LaunchGuard(GuardProgram program, Action<string> lost) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LaunchOrders _orders = LaunchOrders.New();
    private GuardProcess? _guard;
    private bool _isAsked;

    /// <summary>Starts a process of which everything is said but that it runs.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public void Start(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        var guard = Guard();
        process.StartInfo.Environment[LaunchOrders.Variable] = _orders.Mark;
        process.Start();
        if (guard is not null && ProcessIdentity.Of(process.Id) is { } identity)
        {
            guard.Tell(LaunchOrders.Launched(identity));
        }
    }

    /// <summary>Lets the guard go: whoever started something has ended it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _guard?.LetGo(LaunchOrders.Over);
            (_guard, _isAsked) = (null, true);
        }
    }

    private GuardProcess? Guard()
    {
        lock (_gate)
        {
            if (!_isAsked)
            {
                _isAsked = true;
                try
                {
                    _guard = GuardProcess.Start(program, _orders.ToLine(), lost);
                }
                catch (IOException e)
                {
                    lost(e.Message);
                }
            }

            return _guard;
        }
    }
}
