using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Listening;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>Gives each case of a session its one verdict, over all its starts and repetitions. Thread-safe.</summary>
internal sealed class CaseOutcomes(CekuraSettings settings, ICaseListener listener, RunPermit permit)
{
    private readonly CaseJudge _judge = new(VerdictRules.From(settings));
    private readonly ConcurrentDictionary<string, string[]> _notes = new(StringComparer.Ordinal);

    public Repetitions Repetitions { get; } = new(settings.InfrastructureRetries, permit, new CaseJudge(VerdictRules.From(settings)));

    /// <summary>Says something of cases, whatever comes of them.</summary>
    public void Note(IEnumerable<ScenarioCase> cases, string note)
    {
        foreach (var scenarioCase in cases)
        {
            _notes.AddOrUpdate(scenarioCase.FullyQualifiedName, [note], (_, notes) => [.. notes, note]);
        }
    }

    /// <summary>The case has no run that could still count.</summary>
    /// <param name="scenarioCase">The case, as it was started last.</param>
    /// <param name="verdicts">The verdicts on the runs of that start.</param>
    /// <param name="endedEarly">How many of its runs were ended because they could not change the outcome any more.</param>
    /// <param name="failure">Why the case fails whatever its runs brought; null: they decide.</param>
    public async Task FinishAsync(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> verdicts, int endedEarly = 0, string? failure = null)
    {
        var (whole, all) = Repetitions.Whole(scenarioCase, verdicts);
        var verdict = _judge.Aggregate(all, whole.PassAtLeast, endedEarly);
        if (_notes.GetValueOrDefault(scenarioCase.FullyQualifiedName) is { } notes)
        {
            verdict = verdict with { Notes = [.. notes, .. verdict.Notes] };
        }

        if (failure is not null)
        {
            var lines = failure.Split('\n');
            verdict = verdict with
            {
                Outcome = Outcome.Failed,
                Message = FailureText.WithoutRun(lines[0], [.. lines.Skip(1), .. verdict.Message?.Split('\n') ?? []]),
                Notes = ["rule V26", .. verdict.Notes],
            };
        }

        await listener.FinishedAsync(whole, verdict).ConfigureAwait(false);
    }

    /// <summary>The case fails, whatever its runs brought: nobody foresaw what happened to it.</summary>
    public Task FailAsync(ScenarioCase scenarioCase, Exception unforeseen, string consequence) => listener.FinishedAsync(
        Repetitions.Whole(scenarioCase, []).Case,
        CaseVerdict.WithoutRun(Outcome.Failed, $"Cekura: an unexpected error, {unforeseen.GetType().Name}: {unforeseen.Message} {consequence}"));
}
