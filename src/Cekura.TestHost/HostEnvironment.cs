using Cekura.Client;
using Cekura.Runs.Processes;
using Cekura.Runs.Session;

namespace Cekura.TestHost;

/// <summary>What is around the run of a test project.</summary>
/// <param name="Host">The test platform.</param>
/// <param name="Connect">Connects to the service.</param>
/// <param name="Emulate">Connects to an emulator in this process. Only a front end knows the emulator.</param>
/// <param name="Time">The clock.</param>
internal sealed record HostEnvironment(
    IProjectHost Host,
    Func<CekuraClientOptions, CekuraClient> Connect,
    Func<EmulatorOrder, ServiceConnection> Emulate,
    TimeProvider Time
)
{
    /// <summary>Whether the front end itself says how far the run is.</summary>
    public bool TellsProgress { get; init; }

    /// <summary>The program that ends launched agents when this process is killed; null: the one beside the tests.</summary>
    public GuardProgram? LaunchGuard { get; init; }

    /// <summary>What the front end adds to each session, such as agents that answer in this process.</summary>
    public Func<SessionOptions, SessionOptions> Adapt { get; init; } = options => options;

    /// <summary>Checks that the run is still wanted, and cancels it when it is not; called before every start.</summary>
    public Action Look { get; init; } = () => { };
}
