namespace Cekura.Runs.Processes;

/// <summary>Starts programs.</summary>
internal interface ICommandStarter
{
    /// <exception cref="ProcessException">The program cannot be started.</exception>
    IStartedCommand Start(Command command);
}
