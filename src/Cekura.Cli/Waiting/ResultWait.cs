using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Starts;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Cli.Waiting;

/// <summary>Waits until every run of a result has its verdict, shows how far it is, and gives the exit code.</summary>
/// <param name="invocation">The command line.</param>
/// <param name="own">What this command started, and ends when it is interrupted or fails; null: others started it.</param>
/// <param name="only">The one run that counts, whatever else the result holds; null: all of it does.</param>
/// <param name="threshold">The share of runs that must pass, with the exit codes that go with it; null: all.</param>
internal sealed class ResultWait(Invocation invocation, OpenBatch? own, long? only = null, decimal? threshold = null)
{
    // The command has its own limit, and what others started is not for it to end.
    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(3650);

    private readonly RunJudge _judge = new(new VerdictRules());

    /// <exception cref="CommandException">The result has no runs.</exception>
    public async Task<int> RunAsync(long resultId, CancellationToken cancellationToken)
    {
        return await RunAsync(
            StartedBatch.AsStarted(await invocation.Client.Results.GetAsync(resultId, cancellationToken)),
            cancellationToken
        );
    }

    /// <inheritdoc cref="RunAsync(long, CancellationToken)"/>
    public async Task<int> RunAsync(StartedResult started, CancellationToken cancellationToken)
    {
        using var progress = new WaitProgress(invocation.Environment, invocation.MayMove, isOne: only is not null);
        var rules = new WatchRules
        {
            BatchLimit = NoLimit,
            OnlyNamed = only is not null,
            Judge = _judge,
            Schedule = ScheduleChoice.For(started.Source),
            IsLocal = invocation.IsLocal,
        };
        var watcher = new ResultWatcher(invocation.Client, started, rules, invocation.Environment.Time);
        progress.CountOf(() => watcher.Count);
        var verdicts = new List<RunVerdict>();
        var isLost = false;
        try
        {
            await foreach (var seen in watcher.WatchAsync(cancellationToken))
            {
                if (seen is WatchEvent.Polled polled)
                {
                    foreach (var run in polled.Runs)
                    {
                        own?.Observe(run);
                        progress.Observe(run, isAskedFor: only is null || only == run.Id);
                    }
                }
                else if (seen is WatchEvent.Settled settled)
                {
                    foreach (var run in settled.Runs)
                    {
                        isLost |= run.State.Why == WatchEnd.Reason.ContactLost;
                        var verdict = _judge.Judge(run.Run, [], run.State);
                        verdicts.Add(verdict);
                        progress.Finished(run.Run, verdict);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            await LeaveAsync(started, watcher);
            throw;
        }
        catch (Exception) when (own is not null)
        {
            // Unforeseen, and nothing waits for these conversations any longer.
            await own.EndAsync();
            throw;
        }

        progress.Clear();
        if (own is not null && Doubt(own, watcher, isLost) is { } doubt)
        {
            await invocation.SayAsync(
                $"cekura: {doubt}, so conversations of result {started.Id} may still be running. End them: cekura reap"
            );
        }

        if (verdicts.Count == 0)
        {
            throw new CommandException(
                ExitCode.Infrastructure,
                "no_runs",
                only is { } id
                    ? $"Run {id} is not in result {started.Id} any more."
                    : $"Result {started.Id} has no runs, so there is nothing that could pass."
            );
        }

        var batch = new BatchVerdict(watcher.LastSeen ?? new Result { Id = started.Id }, verdicts, watcher.Missing, isWhole: only is null)
        {
            Threshold = threshold,
            IsOver = !isLost && (only is not null || watcher.IsWhole),
        };
        if (batch.Disagreement is { } disagreement)
        {
            await invocation.SayAsync($"cekura: {disagreement}");
        }

        await invocation.WriteAsync(batch.Json, () => batch.Text(invocation.Environment.Width, invocation.Ink));
        return batch.ExitCode;
    }

    // What was not seen to its end stays open in the journal.
    private static string? Doubt(OpenBatch own, ResultWatcher watcher, bool isLost) =>
        isLost ? "lost contact"
        : !watcher.IsWhole ? "the result does not say that it is whole"
        : !own.TryClose() ? "not all of its runs were seen to end"
        : null;

    private async Task LeaveAsync(StartedResult started, ResultWatcher watcher)
    {
        if (only is { } id)
        {
            await invocation.SayAsync(
                $"cekura: run {id} may still be running. Watch it again: cekura run watch {id}. End it: cekura runs end-call {id}"
            );
            return;
        }

        var open = watcher.Open;
        var running = $"{open.Count} of {Counted.Of(watcher.Count, "run")} of result {started.Id}";
        if (own is null)
        {
            await invocation.SayAsync(
                $"cekura: {running} may still be running ({Ids(open)}). Wait again: cekura results wait {started.Id}. End them: cekura results end-calls {started.Id}"
            );
            return;
        }

        if (await own.EndAsync() is { } error)
        {
            await invocation.SayAsync(
                $"cekura: {running} may still be running ({Ids(open)}) and could not be ended: {error} End them: cekura results end-calls {started.Id}"
            );
            return;
        }

        var service = ServiceName.Of(watcher.LastSeen?.Runs.Any(RunOrigin.IsEmulated) == true);
        await invocation.SayAsync($"cekura: asked {service} to end {running} ({Ids(open)}).");
    }

    private static string Ids(IReadOnlyList<long> ids) =>
        ids.Count <= 10 ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(10))}, ...";
}
