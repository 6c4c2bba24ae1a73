using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Session;

/// <summary>
/// What a result holds beyond what was asked for: more runs than expected, and runs that fit none of the selected tests (rule V26 of
/// docs/verdicts.md).
/// </summary>
/// <param name="resultId">The result.</param>
/// <param name="expected">How many runs were asked for.</param>
/// <param name="count">How many there are, as far as was seen.</param>
/// <param name="listener">Hears of it.</param>
internal sealed class Surplus(long resultId, int expected, Func<int> count, ICaseListener listener)
{
    private readonly List<RunVerdict> _foreign = [];

    public long ResultId => resultId;

    /// <summary>Whether there is any.</summary>
    public bool IsSeen => _foreign.Count > 0 || count() > expected;

    /// <summary>What the tests of the batch are told; null: nothing.</summary>
    public string? Headline =>
        IsSeen ? string.Create(CultureInfo.InvariantCulture, $"Result {resultId} holds {count()} runs for {expected} expected.") : null;

    /// <summary>Why the tests of the batch fail; null: they do not fail for this.</summary>
    public string? Failure { get; private set; }

    /// <summary>A run that fits no test.</summary>
    public void Add(RunVerdict verdict) => _foreign.Add(verdict);

    /// <summary>All runs are known: says what there is.</summary>
    /// <param name="lacks">Whether a test of the batch is left without a run.</param>
    public void Close(bool lacks)
    {
        if (Headline is not { } headline)
        {
            return;
        }

        var runs = _foreign
            .OrderBy(verdict => verdict.Run!.Id)
            .Select(verdict => $"{Name(verdict.Run!)} fits no selected test: {Became(verdict)}")
            .ToList();
        listener.Message(MessageSeverity.Warning, string.Join("\n  ", [headline, .. runs]));
        if (_foreign.Count > 0 && (lacks || _foreign.Exists(verdict => verdict.Outcome == Outcome.Failed)))
        {
            Failure = string.Join('\n', [headline, .. runs]);
        }
    }

    private static string Name(Run run) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Run {run.Id} (scenario {run.ScenarioId?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, personality {(UntrustedText.Line(run.PersonalityName, 80) is { Length: > 0 } name ? name : run.PersonalityId?.ToString(CultureInfo.InvariantCulture) ?? "unknown")})"
        );

    private static string Became(RunVerdict verdict) => verdict.Outcome == Outcome.Passed ? "it passed." : verdict.Headline;
}
