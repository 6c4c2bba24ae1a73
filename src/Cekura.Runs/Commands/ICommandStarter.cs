namespace Cekura.Runs.Commands;

/// <summary>Starts programs.</summary>
internal interface ICommandStarter
{
    /// <exception cref="CommandException">The program cannot be started.</exception>
    IStartedCommand Start(Command command);
}
