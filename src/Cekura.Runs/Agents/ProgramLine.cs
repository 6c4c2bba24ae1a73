using Cekura.Agents.Lines;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Agents;

/// <summary>The program of an agent that is one, started as every command of a manifest is.</summary>
internal sealed class ProgramLine(IStartedCommand command) : IProgramLine
{
    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await command.WriteLineAsync(line, cancellationToken).ConfigureAwait(false);
        }
        catch (ProcessException e)
        {
            throw new AgentFaultException(
                FaultKind.Lost,
                "does not read its input any longer",
                await LastWordsAsync().ConfigureAwait(false),
                e
            );
        }
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await command.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ProcessException e)
        {
            throw new AgentFaultException(FaultKind.TooLarge, BoundedLines.TooLong, BoundedLines.Advice, e);
        }
    }

    public Task<string> LastWordsAsync() => command.LastWordsAsync();

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
