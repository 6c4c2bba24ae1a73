using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using NUnit.Framework;

namespace Cekura.NUnit;

/// <summary>
/// A finished conversation of a scenario with a personality. With a frequency above 1 it stands for the pair as a whole:
/// <see cref="Verdict"/> is over all conversations, <see cref="Repetitions"/> holds them, and what only one conversation can have fails
/// with an <see cref="AssertionException"/> that says so.
/// </summary>
public sealed class CekuraRun
{
    private readonly IReadOnlyList<RunVerdict> _runs;
    private readonly DashboardLink _dashboard;

    private CekuraRun(ScenarioCase scenarioCase, IReadOnlyList<RunVerdict> runs, Verdict verdict, DashboardLink dashboard, int? number)
    {
        (_runs, _dashboard, Verdict) = (runs, dashboard, verdict);
        Name = number is { } n ? $"{scenarioCase.DisplayName} #{n}" : scenarioCase.DisplayName;
        ScenarioId = scenarioCase.ScenarioId;
        ScenarioName = scenarioCase.ScenarioName;
        PersonalityId = scenarioCase.PersonalityId;
        PersonalityName = scenarioCase.PersonalityName;
        TestProfileName = scenarioCase.TestProfileName;
        Mode = scenarioCase.Mode;
        Repetitions =
            number is not null || runs.Count == 1
                ? [this]
                : [.. runs.Select((run, index) => new CekuraRun(scenarioCase, [run], NUnit.Verdict.Of(run), dashboard, index + 1))];
    }

    private CekuraRun()
    {
        _runs = [];
        _dashboard = DashboardLink.WithoutProject;
        (Name, ScenarioName, Mode, Verdict, Repetitions) = ("", "", "", new Verdict(Outcome.None, "", "", []), []);
    }

    /// <summary>What stands in the place of a run while tests are listed.</summary>
    internal static CekuraRun NotYet { get; } = new();

    /// <summary>
    /// The name of the test case: <c>Book an appointment [Normal Male]</c>, with the number of the repetition where there are several.
    /// </summary>
    public string Name { get; }

    /// <summary>Id of the scenario in the service; 0 for a test case of a suite that lives in the repository.</summary>
    public long ScenarioId { get; }

    /// <summary>Name of the scenario.</summary>
    public string ScenarioName { get; }

    /// <summary>Id of the personality; null: the one that the scenario has in the service.</summary>
    public long? PersonalityId { get; }

    /// <summary>Name of the personality; null with <see cref="PersonalityId"/>.</summary>
    public string? PersonalityName { get; }

    /// <summary>Name of the test profile; null: the one that the scenario has in the service.</summary>
    public string? TestProfileName { get; }

    /// <summary>How it ran, for example <c>text</c>.</summary>
    public string Mode { get; }

    /// <summary>Whether it passed, and why not; over all repetitions.</summary>
    public Verdict Verdict { get; }

    /// <summary>The conversations, by ascending run id; one unless the frequency is higher.</summary>
    public IReadOnlyList<CekuraRun> Repetitions { get; }

    /// <summary>Id of the run in the service.</summary>
    public long Id => Only.Id;

    /// <summary>Id of the result that the run belongs to; null when the service names none.</summary>
    public long? ResultId => Only.ResultId;

    /// <summary>State of the run: completed, unless its time was over or it broke.</summary>
    public RunStatus Status => Only.Status;

    /// <summary>Why the conversation ended, in the service's words; null when it says nothing.</summary>
    public string? EndedReason => Only.EndedReason;

    /// <summary>The page of the run in the dashboard; null for an emulated run, and when the project is not known.</summary>
    public Uri? Link => _dashboard.Url(Only) is { } url ? new Uri(url) : null;

    /// <summary>
    /// Address under which people without an account see the result; null unless the setting <c>ShareLink</c> asks for it.
    /// </summary>
    public Uri? ShareLink => OnlyVerdict.ShareLink;

    /// <summary>The recording on this machine; null unless the setting <c>Recordings</c> asks for it.</summary>
    public string? RecordingFile => OnlyVerdict.RecordingFile;

    /// <summary>How long the conversation lasted; null when the service does not say.</summary>
    public TimeSpan? Duration => RunTiming.Duration(Only);

    /// <summary>What was said and done. Untrusted text.</summary>
    public Transcript Transcript => field ??= new Transcript(Only);

    /// <summary>The calls that the agent made, in their order.</summary>
    public IReadOnlyList<ToolCall> ToolCalls => Transcript.ToolCalls;

    /// <summary>
    /// How long the agent took for each answer to the caller: from the end of what the caller said, else its start, to the start of the
    /// answer.
    /// </summary>
    public IReadOnlyList<TimeSpan> Latencies => Transcript.Latencies;

    /// <summary>The metrics that were scored.</summary>
    public IReadOnlyList<Metric> Metrics => field ??= [.. Only.Metrics.Select(metric => new Metric(metric))];

    /// <summary>The run as the client read it, for what is not here.</summary>
    public Run Source => Only;

    internal bool HasConversation => _runs is [{ Run: not null }];

    /// <summary>The part of the conversation that explains its verdict, as lines for people.</summary>
    internal IEnumerable<string> Excerpt => Runs.Conversations.Excerpt.Lines(Only);

    private RunVerdict OnlyVerdict =>
        _runs is [var only]
            ? only
            : throw new AssertionException(
                $"{Name} is {_runs.Count} conversations: look at them one by one with run.{nameof(Repetitions)}."
            );

    private Run Only => OnlyVerdict.Run ?? throw new AssertionException($"{Name} has no conversation. {OnlyVerdict.Message}");

    /// <summary>
    /// The value of a metric: a <see cref="bool"/> for one that passes or fails, a <see cref="double"/> in the metric's own unit for a
    /// number, a <see cref="string"/> for a label.
    /// </summary>
    /// <param name="name">Name, id or slug of the metric: <c>Latency (in ms)</c>, <c>55</c>, <c>latency-in-ms</c>.</param>
    /// <exception cref="AssertionException">There is no such metric, several have the name, or it does not apply to this
    /// conversation.</exception>
    public object Metric(string name) =>
        FindMetric(name).Value
        ?? throw new AssertionException($"The metric {UntrustedText.Line(name, 120)} does not apply to {Name}: it was not scored.");

    /// <summary>The value of a metric, as a type that is wanted.</summary>
    /// <typeparam name="T"><see cref="bool"/>, <see cref="double"/> or <see cref="string"/>.</typeparam>
    /// <param name="name">Name, id or slug of the metric.</param>
    /// <exception cref="AssertionException">As without a type, and when the value is of another.</exception>
    public T Metric<T>(string name) =>
        Metric(name) is T value
            ? value
            : throw new AssertionException(
                $"The metric {UntrustedText.Line(name, 120)} is {UntrustedText.Line($"{Metric(name)}", 120)}, a {Metric(name).GetType().Name}, and not a {typeof(T).Name}."
            );

    /// <summary>A metric with its explanations.</summary>
    /// <param name="name">Name, id or slug of the metric.</param>
    /// <exception cref="AssertionException">There is no such metric, or several have the name.</exception>
    public Metric FindMetric(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = MetricRules.Find(Only.Metrics, name);
        return found.Count switch
        {
            1 => new Metric(found[0]),
            0 => throw new AssertionException(Missing(name)),
            _ => throw new AssertionException(
                $"{found.Count} metrics of {Name} are called {UntrustedText.Line(name, 120)}: name one by its id, {string.Join(" or ", found.Select(metric => metric.Id))}."
            ),
        };
    }

    /// <summary>The name and the outcome.</summary>
    public override string ToString() => ReferenceEquals(this, NotYet) ? "a run that has not begun" : $"{Name}: {Verdict}";

    internal static CekuraRun Of(ScenarioCase scenarioCase, CaseVerdict verdict, DashboardLink dashboard) =>
        new(scenarioCase, verdict.Runs, NUnit.Verdict.Of(verdict), dashboard, number: null);

    private string Missing(string name)
    {
        var known = Only.Metrics.Select(metric => UntrustedText.Line(metric.Name, 120)).ToList();
        var advice = known.Count == 0 ? "It has none." : Manifests.Text.NearestName.Advice(name, known);
        return $"{Name} has no metric {UntrustedText.Line(name, 120)}. {advice}";
    }
}
