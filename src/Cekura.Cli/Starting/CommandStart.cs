using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Starts;

namespace Cekura.Cli.Starting;

/// <summary>
/// One start of conversations, sent once. What the command waits for is written to a journal before it is sent, as a test run's starts are: when the
/// command is killed, <c>cekura reap</c> and the next test run end it. What goes on without the command is in no journal, so nobody ends it.
/// </summary>
internal sealed class CommandStart : IDisposable
{
    private readonly Invocation _invocation;
    private readonly StartJournal? _journal;
    private readonly string _generatedName;
    private string _name;

    private CommandStart(Invocation invocation, StartJournal? journal)
    {
        _invocation = invocation;
        _journal = journal;
        _name = _generatedName = new ResultName("cekura", invocation.Surroundings.Time, Random.Shared).Next();
    }

    /// <summary>A name by which a start whose answer is lost can be found again.</summary>
    public string NewName => _generatedName;

    /// <param name="invocation">The command line.</param>
    /// <param name="isWaitedFor">Whether the command waits for the verdicts, and so has to end what it started.</param>
    /// <exception cref="CommandException">Nobody would be there to hold the conversations. Nothing was started.</exception>
    public static async Task<CommandStart> OpenAsync(Invocation invocation, bool isWaitedFor)
    {
        StartJournal? journal = null;
        if (invocation.IsEmulated)
        {
            // It ends with this command, and what goes on in it does too, so there is nothing to remember.
            return isWaitedFor
                ? new CommandStart(invocation, journal)
                : throw CommandException.Usage("The emulator of a test run lives only as long as this command, so what it starts has to be waited for: add --wait. Nothing was started. To serve one that stays: cekura emulator --seed FILE");
        }

        if (isWaitedFor)
        {
            try
            {
                var head = new JournalHead("cekura", invocation.Surroundings.Directory, invocation.Service, invocation.Surroundings.Time.GetUtcNow());
                journal = StartJournal.Create(invocation.StateDirectory, head);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await invocation.SayAsync($"cekura: what starts is not remembered, so nothing ends it if this command is killed: {e.Message}");
            }
        }

        return new CommandStart(invocation, journal);
    }

    /// <summary>Starts; an answer that gets lost is looked for by the name, when that is ours and so nobody else's.</summary>
    /// <param name="name">The name that is sent; null: none.</param>
    /// <param name="agentId">The agent under test; null: the scenarios'.</param>
    /// <param name="start">Sends the request.</param>
    /// <param name="cancellationToken">Stops looking for a lost answer; the request itself is never abandoned, because what it creates has to be known, to be ended.</param>
    /// <exception cref="CommandException">Nobody knows whether it started, or nothing was started.</exception>
    public async Task<StartedResult> RunAsync(string? name, long? agentId, Func<Task<StartedResult>> start, CancellationToken cancellationToken)
    {
        _name = name ?? _generatedName;
        var record = new StartRecord { Name = _name, Hash = "", IsNamed = name == _generatedName, AgentId = agentId, At = _invocation.Surroundings.Time.GetUtcNow() };
        Intend(record);
        try
        {
            var started = await start();
            _journal?.Started(_name, started.Id);
            return started;
        }
        catch (CekuraUnknownOutcomeException e)
        {
            if (await FindAsync(record, cancellationToken) is { } found)
            {
                _journal?.Started(_name, found.Id);
                await _invocation.SayAsync($"cekura: the answer to the start was lost; result {found.Id} was found by its name, and nothing was started twice.");
                return StartedText.Of(found);
            }

            if (name is null)
            {
                throw new CommandException(
                    ExitCode.Infrastructure, "unknown_outcome", $"{e.Message}\nNobody knows whether it started, and it was not sent again. Look for a new result before you start it once more: cekura results list");
            }

            throw new CommandException(
                ExitCode.Infrastructure, "unknown_outcome", $"{e.Message}\nLook for it before you start again: cekura results list --search \"{UntrustedText.Line(name)}\"");
        }
        catch (CekuraException)
        {
            Mark(StartState.Refused);
            throw;
        }
    }

    /// <summary>A step further.</summary>
    public void Mark(StartState state) => _journal?.Mark(_name, state);

    public void Dispose() => _journal?.Dispose();

    private void Intend(StartRecord record)
    {
        try
        {
            _journal?.Intend(record);
        }
        catch (IOException e)
        {
            throw CommandException.Usage($"Nothing was started: what is about to start cannot be written to {_journal!.Path}, so nobody could end it if this command were killed. {e.Message}");
        }
    }

    private async Task<Result?> FindAsync(StartRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await new LostStart(_invocation.Client, LostStart.Pauses, _invocation.Surroundings.Time).FindAsync(record, cancellationToken);
        }
        catch (Exception e) when (e is CekuraException or OperationCanceledException)
        {
            return null;
        }
    }
}
