using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>
/// Makes annotations of what failed: one for each cause and line of the manifest, since a build server shows ten and equal ones say nothing
/// more. Every cause has one before a cause has two, and what the agent did wrong comes first. Not thread-safe.
/// </summary>
internal sealed class AnnotationLog
{
    /// <summary>How many annotations of a step GitHub shows; more lines would only make the log long.</summary>
    public const int Shown = 10;

    private const int MaxNames = 5;
    private const int MaxPlaces = 5;

    // Ten are shown in the end; of a run of thousands the messages of all would be large.
    private const int MaxMessages = 200;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Takes a test in that needs attention.</summary>
    public void Add(ScenarioCase scenarioCase, CaseVerdict verdict, CiCase kept)
    {
        var standing = verdict.Standing;
        foreach (var found in CausesOf.Case(verdict).GroupBy(found => found.Cause.Key, StringComparer.Ordinal))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{kept.File}\n{kept.Line}\n{found.Key}");
            if (!_entries.TryGetValue(key, out var entry))
            {
                var message = _entries.Count < MaxMessages ? kept.Message : kept.Message.Take(1);
                _entries[key] = entry = new Entry(found.First().Cause, kept.File, kept.Line, [.. message]);
            }

            entry.Cases.Add(new(scenarioCase, standing, [.. found.Select(one => one.Repetition)], found.First().Cause.Turn));
        }
    }

    /// <summary>The annotations, at most as many as are shown.</summary>
    public IReadOnlyList<Annotation> All()
    {
        var causes = _entries
            .Values.GroupBy(entry => entry.Cause.Key, StringComparer.Ordinal)
            .OrderBy(entries => entries.Min(entry => entry.Cause.Kind))
            .ThenByDescending(entries => entries.Sum(entry => entry.Count))
            .ThenBy(entries => entries.Key, StringComparer.Ordinal)
            .Select(
                (entries, rank) =>
                    entries
                        .OrderBy(entry => entry.File, StringComparer.Ordinal)
                        .ThenBy(entry => entry.Line)
                        .Select((entry, round) => (Entry: entry, Rank: rank, Round: round))
                        .ToList()
            )
            .ToList();
        var shown = causes.SelectMany(entries => entries).OrderBy(one => one.Round).ThenBy(one => one.Rank).Take(Shown).ToList();
        return
        [
            .. shown
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.Round)
                .Select(one =>
                    Of(one.Entry, [.. causes[one.Rank].Select(other => other.Entry).Except(shown.Select(other => other.Entry))])
                ),
        ];
    }

    /// <param name="entry">The cause at a line.</param>
    /// <param name="others">The same at lines that get no annotation.</param>
    private static Annotation Of(Entry entry, List<Entry> others)
    {
        // Names are in an order of their own: tests finish in any.
        var cases = entry.Cases.OrderBy(one => one.Case.FullyQualifiedName, StringComparer.Ordinal).ToList();
        var standings = CauseText.Standings(cases);
        var places = others.Take(MaxPlaces).Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.File}:{other.Line}"));
        string[] lines =
        [
            $"{CauseText.Names(cases, MaxNames)}{(standings.Length == 0 ? "" : $": {standings}")}",
            .. entry.Cause.Turn is { } turn ? new[] { CauseText.Turn(turn) } : [],
            .. others.Count == 0
                ? []
                : new[]
                {
                    $"The same at {string.Join(", ", places)}{(others.Count > MaxPlaces ? $" and {Counted.Of(others.Count - MaxPlaces, "more line", "more lines")}" : "")}.",
                },
            .. entry.Message,
        ];
        return Annotation.Of(CauseText.Counted(entry.Count, entry.Cause.Text), lines, entry.File, entry.Line) with
        {
            Kind = entry.Cause.Kind,
        };
    }

    private sealed record Entry(Cause Cause, string File, int Line, IReadOnlyList<string> Message)
    {
        public List<CauseCase> Cases { get; } = [];

        public int Count => Cases.Sum(one => one.Repetitions.Count);
    }
}
