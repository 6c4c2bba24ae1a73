using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Starts;

namespace Cekura.Cli.Waiting;

/// <summary>
/// The start of a command, sent as a test run sends its own. Its journal holds what the command waits for: when the command is killed,
/// <c>cekura reap</c> and the next test run end it. What goes on without the command is in no journal, so nothing ends it.
/// </summary>
internal sealed class CommandStart : IDisposable
{
    private readonly Invocation _invocation;
    private readonly StartOptions _options;

    private CommandStart(Invocation invocation, StartJournal? journal)
    {
        _invocation = invocation;
        _options = new StartOptions { Journal = journal, Time = invocation.Environment.Time };
        NewName = new ResultName("cekura", invocation.Environment.Time, Random.Shared).Next();
    }

    /// <summary>A name by which a start whose answer is lost can be found again.</summary>
    public string NewName { get; }

    /// <param name="invocation">The command line.</param>
    /// <param name="isWaitedFor">Whether the command waits for the verdicts, and so has to end what it started.</param>
    /// <exception cref="CommandException">What holds the conversations would be gone before they are. Nothing was started.</exception>
    public static async Task<CommandStart> OpenAsync(Invocation invocation, bool isWaitedFor)
    {
        StartJournal? journal = null;
        if (invocation.IsEmulated)
        {
            // It ends with this command, and what goes on in it does too, so there is nothing to remember.
            return isWaitedFor
                ? new CommandStart(invocation, journal)
                : throw CommandException.Usage(
                    "The emulator of a test run lives only as long as this command, so what it starts has to be waited for: add --wait. Nothing was started. To serve one that stays: cekura emulator --seed FILE"
                );
        }

        if (isWaitedFor)
        {
            try
            {
                var head = new JournalHead(
                    "cekura",
                    invocation.Environment.Directory,
                    invocation.Service,
                    invocation.Environment.Time.GetUtcNow()
                );
                journal = StartJournal.Create(invocation.StateDirectory, head);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await invocation.SayAsync(
                    $"cekura: what starts is not remembered, so nothing ends it if this command is killed: {e.Message}"
                );
            }
        }

        return new CommandStart(invocation, journal);
    }

    /// <summary>Starts; an answer that gets lost is looked for by the name, when that is ours and so no other result's.</summary>
    /// <param name="name">The name that is sent; null: none.</param>
    /// <param name="agentId">The agent under test; null: the scenarios'.</param>
    /// <param name="sendAsync">Sends the request.</param>
    /// <param name="cancellationToken">Before the request: starts nothing. After it: stops looking for a lost answer.</param>
    /// <exception cref="CommandException">Whether it started is unknown.</exception>
    /// <exception cref="CekuraException">Nothing was started.</exception>
    public async Task<OwnBatch> RunAsync(
        string? name,
        long? agentId,
        Func<Task<StartedResult>> sendAsync,
        CancellationToken cancellationToken
    )
    {
        var record = new StartRecord
        {
            Name = name ?? NewName,
            Hash = "",
            IsNamed = name == NewName,
            AgentId = agentId,
            At = _invocation.Environment.Time.GetUtcNow(),
        };
        try
        {
            var started = await new JournalledStart(_invocation.Client, _options).RunAsync(record, sendAsync, cancellationToken);
            if (started.Note is { } note)
            {
                await _invocation.SayAsync($"cekura: {note}.");
            }

            return new OwnBatch(started, new OpenBatch(_invocation.Client, _options, started));
        }
        catch (CekuraUnknownOutcomeException e)
        {
            throw new CommandException(
                ExitCode.Infrastructure,
                "unknown_outcome",
                name is null
                    ? $"{e.Message}\nWhether it started is unknown, and it was not sent again. Look for a new result before you start it once more: cekura results list"
                    : $"{e.Message}\nLook for it before you start again: cekura results list --search \"{UntrustedText.Line(name)}\""
            );
        }
    }

    public void Dispose() => _options.Journal?.Dispose();
}
