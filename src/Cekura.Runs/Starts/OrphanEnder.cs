using Cekura.Client;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Starts;

/// <summary>Ends what a dead process started: reads its state first, so that nothing is ended twice and nothing that is not ours.</summary>
internal sealed class OrphanEnder(CekuraClient client, TimeProvider time)
{
    private readonly EndCalls _end = new(client, time);
    private readonly LostStart _lost = new(client, LostStart.Pauses, time);

    /// <summary>Ends a start of a claimed journal; never throws for what the service does.</summary>
    /// <param name="journal">The journal, claimed.</param>
    /// <param name="start">One of its open starts.</param>
    /// <param name="isLastTry">Whether a start whose result cannot be found is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EndedStart> EndAsync(OrphanedJournal journal, StartRecord start, bool isLastTry, CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadAsync(start, cancellationToken).ConfigureAwait(false) is not { } result)
            {
                if (isLastTry)
                {
                    journal.Step(start with { State = StartState.Lost });
                }

                return new EndedStart(start.Name, start.ResultId, EndOutcome.NotFound);
            }

            if (start.State == StartState.Ending && IsActive(result))
            {
                // It was asked to end already, and the answer was lost: it gets the moment that an end takes.
                await Task.Delay(EndCalls.Moment, time, cancellationToken).ConfigureAwait(false);
                result = await client.Results.GetAsync(result.Id, cancellationToken).ConfigureAwait(false);
            }

            var known = start with { ResultId = result.Id };
            if (!IsActive(result))
            {
                journal.Step(known with { State = StartState.Over });
                return new EndedStart(start.Name, result.Id, EndOutcome.WasOver);
            }

            journal.Step(known with { State = StartState.Ending });
            if (await _end.EndResultAsync(result.Id, cancellationToken).ConfigureAwait(false) is { } error)
            {
                return new EndedStart(start.Name, result.Id, EndOutcome.Failed, error);
            }

            journal.Step(known with { State = StartState.Ended });
            return new EndedStart(start.Name, result.Id, EndOutcome.Ended)
            {
                Service = ServiceName.Of(result.Runs.Any(RunOrigin.IsEmulated)),
            };
        }
        catch (Exception e) when (e is CekuraException or IOException)
        {
            return new EndedStart(start.Name, start.ResultId, EndOutcome.Failed, e.Message);
        }
    }

    public static bool IsActive(Result result) => EndCalls.IsActive(result.Status);

    /// <summary>The result of a start; null when the service has none, or has another one under its number.</summary>
    public async Task<Result?> ReadAsync(StartRecord start, CancellationToken cancellationToken)
    {
        if (start.ResultId is not { } id)
        {
            return await _lost.SearchAsync(start, cancellationToken).ConfigureAwait(false);
        }

        if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } result)
        {
            // One answer may be anything.
            await Task.Delay(EndCalls.Moment, time, cancellationToken).ConfigureAwait(false);
            result = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return start.IsNamed && result?.Name is { } name && name != start.Name ? null : result;
    }

    private async Task<Result?> FindAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Results.GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CekuraNotFoundException)
        {
            return null;
        }
    }
}
