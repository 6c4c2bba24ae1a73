using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Cekura.Manifests.Settings;

/// <summary>
/// How scenarios run and are judged. A property is one key of section <c>Cekura</c> in a settings file, <c>-- Cekura.Key=value</c> on the
/// command line (<c>--cekura Key=value</c> on Microsoft.Testing.Platform), and <c>CEKURA_KEY</c> in the environment. The summaries are the
/// text of docs/settings.md, whose readers cannot write null: here, null is a setting that is not set. Paths are absolute here, and
/// relative to their file where people write them.
/// </summary>
internal sealed record CekuraSettings
{
    /// <summary>Address of the service unless a setting names another one.</summary>
    public static Uri ServiceUrl { get; } = new("https://api.cekura.ai");

    /// <summary>Id of the agent under test, at least 1. It wins over the manifest's.</summary>
    public long? AgentId { get; init; }

    /// <summary>Mode of every scenario. It wins over the manifest's. Not set anywhere: <c>text</c>.</summary>
    /// <value>One of <see cref="Modes.ModeTable.Names"/>, or null.</value>
    public string? Mode { get; init; }

    /// <summary>Options by mode, over the manifest's and the scenarios'. Not to be changed.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options { get; init; } = ReadOnlyDictionary<string, JsonObject>.Empty;

    /// <summary>Scenarios to run, each id once. In a project without a manifest they take its place.</summary>
    public IReadOnlyList<long> ScenarioIds { get; init; } = [];

    /// <summary>Personalities of every scenario, each id once. They win over the manifest's.</summary>
    public IReadOnlyList<long> PersonalityIds { get; init; } = [];

    /// <summary>Test profiles of every scenario, each id once. They win over the manifest's.</summary>
    public IReadOnlyList<long> TestProfileIds { get; init; } = [];

    /// <summary>Only scenarios of the manifest with one of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only scenarios of the manifest in this folder, dot-separated as in the service.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Repetitions of each pair, at least 1. They win over the manifest's. Not set anywhere: 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>Share of repetitions that must pass, above 0 up to 1.</summary>
    public double PassThreshold { get; init; } = 1.0;

    /// <summary>Whether the remaining repetitions of a test are ended as soon as its outcome is decided.</summary>
    public bool StopWhenDecided { get; init; }

    /// <summary>Runs at the same time, at least 1. Not set: as many as the service's plan allows.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>
    /// The part of the tests that runs here. Not set: all of them. The concurrency limit is divided among the parts. A code-first test
    /// belongs to a part by its name, without regard to durations.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>
    /// Whether only tests run whose last conversations on this machine failed or were cut short, in any test run. For the adapter only:
    /// code-first tests may fail by their own assertions.
    /// </summary>
    public bool LastFailed { get; init; }

    /// <summary>File of the durations that parts are balanced by. Not set: parts are balanced by the number of runs.</summary>
    public string? Durations { get; init; }

    /// <summary>Address of the service, http or https; <c>emulator</c> for the emulator in the test process.</summary>
    public Uri? ApiUrl { get; init; } = ServiceUrl;

    /// <summary>Whether the emulator runs everything (<c>ApiUrl=emulator</c>). It is never chosen because a key is missing.</summary>
    [MemberNotNullWhen(false, nameof(ApiUrl))]
    public bool UsesEmulator => ApiUrl is null;

    /// <summary>The only manifest to run. Not set: every manifest of the project.</summary>
    public string? Manifest { get; init; }

    /// <summary>Seconds for the whole batch, from the start answer; from 1 to 604,800 (a week).</summary>
    public int TimeoutSeconds { get; init; } = 3600;

    /// <summary>Seconds to wait for <c>success</c> after <c>completed</c>; from 0 to 86,400 (a day).</summary>
    public int SettleSeconds { get; init; } = 120;

    /// <summary>Whether a human review (<c>reviewed_success</c>, <c>reviewed_failure</c>) decides.</summary>
    public bool HonorReviews { get; init; } = true;

    /// <summary>Outcome of a run whose expected outcome could not be judged.</summary>
    public NeedsReviewOutcome NeedsReview { get; init; } = NeedsReviewOutcome.Fail;

    /// <summary>Outcome of a run for which the emulator's seed lacks a rule.</summary>
    public NotJudgedOutcome NotJudged { get; init; } = NotJudgedOutcome.Fail;

    /// <summary>Whether unresolved critical categories fail a run that the service passed.</summary>
    public bool FailOnCritical { get; init; } = true;

    /// <summary>Whether an expected outcome below 100 fails a run that the service passed.</summary>
    public bool RequireExpectedOutcome { get; init; }

    /// <summary>Outcome of runs that never took place.</summary>
    public InfrastructureOutcome Infrastructure { get; init; } = InfrastructureOutcome.Fail;

    /// <summary>Extra starts for runs that never took place, from 0 to 10; they cost.</summary>
    public int InfrastructureRetries { get; init; }

    /// <summary>Outcome of a passed run that nothing measured.</summary>
    public NoMetricsOutcome NoMetrics { get; init; } = NoMetricsOutcome.Warn;

    /// <summary>Maximum number of runs that may be started, at least 1. Not set: no limit.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>Maximum estimated cost that may be started, in the service's currency, at least 0. Not set: no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Cost of a run for which the service gives no estimate, in the service's currency.</summary>
    public RunPrices CostPerRun { get; init; } = RunPrices.None;

    /// <summary>
    /// Cost of a million tokens that the agent's models read and write, in a currency of yours. The agent's trace says which model, and how
    /// many; what is told is shown in the report, and "Token cost" can be expected.
    /// </summary>
    public TokenPrices TokenPrices { get; init; } = TokenPrices.None;

    /// <summary>Which results of earlier runs of the same selection are resumed instead of started again.</summary>
    public Reuse Reuse { get; init; } = Reuse.InFlight;

    /// <summary>Whether to plan and show, and start nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether each result gets a link that people without an account can open.</summary>
    public bool ShareLink { get; init; }

    /// <summary>Which tests get their transcript attached.</summary>
    public TranscriptSelection Transcripts { get; init; } = TranscriptSelection.All;

    /// <summary>Which tests get their recording attached.</summary>
    public RecordingSelection Recordings { get; init; } = RecordingSelection.None;

    /// <summary>File of the report; <c>none</c>: no report. Not set: <c>cekura-report.html</c> in the results directory.</summary>
    public string? Report { get; init; }

    /// <summary>
    /// JUnit XML file to write; <c>none</c>: no file. Not set: <c>cekura-junit.xml</c> in the results directory under GitLab CI, no file
    /// elsewhere. For the adapter only: a logger of the platform writes one about code-first tests.
    /// </summary>
    public string? JUnit { get; init; }

    /// <summary>
    /// CI system whose annotations and summary are written. For the adapter only: build servers show NUnit's own results of code-first
    /// tests.
    /// </summary>
    public AnnotationTarget Annotations { get; init; } = AnnotationTarget.Auto;

    /// <summary>Baseline that verdicts are compared with. Not set: none.</summary>
    public string? Baseline { get; init; }

    /// <summary>
    /// What this run is called when <c>cekura compare</c> holds it against another, such as <c>new prompt</c>. Not set: nothing.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>Folder in which this machine remembers what it ran. Not set: <c>~/.cekura/state</c>.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>The emulator's seed file, which <c>ApiUrl=emulator</c> needs.</summary>
    public string? Seed { get; init; }

    /// <summary>
    /// Base address of an OpenAI-compatible endpoint whose models play callers and judge for the emulator, such as
    /// <c>http://localhost:11434/v1</c>. It wins over the seed's. The key is in <c>CEKURA_MODEL_KEY</c>, or in the variable that the seed
    /// names.
    /// </summary>
    public Uri? ModelUrl { get; init; }

    /// <summary>Name of the model that plays the emulator's callers. It wins over the seed's.</summary>
    public string? CallerModel { get; init; }

    /// <summary>Name of the model that judges for the emulator. It wins over the seed's. Not set anywhere: that of the caller.</summary>
    public string? JudgeModel { get; init; }

    /// <summary>
    /// Judgements that decide when the first says no, from 1 to 99; they cost. It wins over the seed's. Not set anywhere: 3.
    /// </summary>
    public int? JudgeSamples { get; init; }

    /// <summary>
    /// How well the emulator's judge must agree with people on a criterion that decides, as Cohen's kappa from 0 to 1: the labels beside
    /// the seed say it (<c>cekura.labels.json</c>). Other criteria are shown as advice. It wins over the seed's. Not set anywhere: every
    /// criterion decides.
    /// </summary>
    public double? MinKappa { get; init; }

    /// <summary>
    /// Maximum number of questions that models are asked in one test run, at least 1. It wins over the seed's. Not set anywhere: no limit.
    /// </summary>
    public int? MaxModelCalls { get; init; }

    /// <summary>
    /// Maximum cost of the models' answers in one test run, at least 0, by the prices in the seed. It wins over the seed's. Not set
    /// anywhere: no limit.
    /// </summary>
    public decimal? MaxModelCost { get; init; }

    /// <summary>
    /// Questions to models at the same time, at least 1. It wins over the seed's. Not set anywhere: as many as there are conversations.
    /// </summary>
    public int? ModelConcurrency { get; init; }

    /// <summary>
    /// Seconds that a question to a model may wait for its answer, from 1 to 3,600. It wins over the seed's. Not set anywhere: 120.
    /// </summary>
    public int? ModelTimeoutSeconds { get; init; }

    /// <summary>
    /// Whether answers of models come from the cassettes beside the seed. Not set: <c>Replay</c> where the variable <c>CI</c> is
    /// <c>true</c> and there are cassettes, else <c>Auto</c>.
    /// </summary>
    public Cassette? Cassette { get; init; }
}
