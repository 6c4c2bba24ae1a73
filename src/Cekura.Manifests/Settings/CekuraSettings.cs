using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Cekura.Manifests.Settings;

/// <summary>
/// How scenarios run and are judged. A property is one key of section <c>Cekura</c> in a settings file, <c>-- Cekura.Key=value</c> on the command
/// line, and <c>CEKURA_KEY</c> in the environment. Null means that nothing was said: the manifest decides, or there is no limit.
/// </summary>
internal sealed record CekuraSettings
{
    /// <summary>Where the service answers when nothing else is said (contract, section 1).</summary>
    public static Uri ServiceUrl { get; } = new("https://api.cekura.ai");

    /// <summary>Id of the agent under test, at least 1; over the manifest's.</summary>
    public long? AgentId { get; init; }

    /// <summary>Mode of every scenario, over the manifest's.</summary>
    /// <value>One of <see cref="Modes.ModeTable.Names"/>, or null.</value>
    public string? Mode { get; init; }

    /// <summary>Options by mode, over the manifest's and the scenarios'. Not to be changed.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options { get; init; } = ReadOnlyDictionary<string, JsonObject>.Empty;

    /// <summary>Scenarios to run, each id once; alone, without any manifest, they are one.</summary>
    public IReadOnlyList<long> ScenarioIds { get; init; } = [];

    /// <summary>Personalities of every scenario, each id once, over the manifest's.</summary>
    public IReadOnlyList<long> PersonalityIds { get; init; } = [];

    /// <summary>Test profiles of every scenario, each id once, over the manifest's.</summary>
    public IReadOnlyList<long> TestProfileIds { get; init; } = [];

    /// <summary>Only scenarios of the manifest with one of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only scenarios of the manifest in this folder, dot-separated as in the service.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Repetitions of each pair, at least 1; over the manifest's.</summary>
    public int? Frequency { get; init; }

    /// <summary>Share of repetitions that must pass, above 0 up to 1.</summary>
    public double PassThreshold { get; init; } = 1.0;

    /// <summary>Whether the rest of a case's repetitions is ended as soon as its outcome is decided.</summary>
    public bool StopWhenDecided { get; init; }

    /// <summary>Runs at the same time, at least 1; null: as many as the service's plan allows.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>
    /// The part of the tests that runs here; null: all of them. The concurrency limit is divided among the parts. Of code-first tests, the name decides which part
    /// one belongs to, without regard to durations.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>
    /// Whether only tests run whose last conversations on this machine failed or were cut short, whichever test run that was. The adapter's alone: code-first tests
    /// may fail by what they assert.
    /// </summary>
    public bool LastFailed { get; init; }

    /// <summary>Path of the file of durations that parts are balanced by, absolute; null: none.</summary>
    public string? Durations { get; init; }

    /// <summary>The service's address, http or https, without trailing slash; null for the emulator in this process.</summary>
    public Uri? ApiUrl { get; init; } = ServiceUrl;

    /// <summary>Whether the emulator runs everything (<c>ApiUrl=emulator</c>). It is never chosen because a key is missing.</summary>
    [MemberNotNullWhen(false, nameof(ApiUrl))]
    public bool UsesEmulator => ApiUrl is null;

    /// <summary>Path of the only manifest to run, absolute; null: every manifest of the project.</summary>
    public string? Manifest { get; init; }

    /// <summary>Seconds for the whole batch, from the start answer; from 1 to 604,800 (a week).</summary>
    public int TimeoutSeconds { get; init; } = 3600;

    /// <summary>Seconds to wait for <c>success</c> after <c>completed</c>; from 0 to 86,400 (a day).</summary>
    public int SettleSeconds { get; init; } = 120;

    /// <summary>Whether a human review (<c>reviewed_success</c>, <c>reviewed_failure</c>) decides.</summary>
    public bool HonorReviews { get; init; } = true;

    /// <summary>Outcome of an expected outcome that could not be judged.</summary>
    public NeedsReviewOutcome NeedsReview { get; init; } = NeedsReviewOutcome.Fail;

    /// <summary>Outcome of what the emulator has no rule for.</summary>
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

    /// <summary>Most runs that may be started, at least 1; null: no limit.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>Highest estimated cost that may be started, in the service's currency, at least 0; null: no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>What a run costs, for runs of which the service gives no estimate, in the service's currency.</summary>
    public RunPrices CostPerRun { get; init; } = RunPrices.None;

    /// <summary>Which results of earlier runs of the same selection are gone on with instead of starting again.</summary>
    public Reuse Reuse { get; init; } = Reuse.InFlight;

    /// <summary>Whether to plan and show, and start nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether each result gets a link that people without an account can open.</summary>
    public bool ShareLink { get; init; }

    /// <summary>Which tests get their transcript attached.</summary>
    public TranscriptSelection Transcripts { get; init; } = TranscriptSelection.All;

    /// <summary>Which tests get their recording attached.</summary>
    public RecordingSelection Recordings { get; init; } = RecordingSelection.None;

    /// <summary>Path of the report to write, absolute; a file called <c>none</c> means no report. Null: <c>cekura-report.html</c> beside the results.</summary>
    public string? Report { get; init; }

    /// <summary>
    /// Path of a JUnit XML file to write, absolute; a file called <c>none</c> means none. Null: beside the results under GitLab CI, none elsewhere. The adapter's
    /// alone: of code-first tests, a logger of the platform writes it.
    /// </summary>
    public string? JUnit { get; init; }

    /// <summary>Whose annotations and summary are written. The adapter's alone: of code-first tests, build servers show NUnit's own results.</summary>
    public AnnotationTarget Annotations { get; init; } = AnnotationTarget.Auto;

    /// <summary>Path of the baseline that verdicts are held against, absolute; null: none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Folder in which this machine remembers what it ran, absolute; null: <c>~/.cekura/state</c>.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Path of the emulator's seed file, absolute; null when not given.</summary>
    public string? Seed { get; init; }
}
