using Cekura.Manifests.Settings;

namespace Cekura.Runs.Verdict;

/// <summary>The settings that decide between passed and failed.</summary>
internal sealed record VerdictRules
{
    /// <summary>Whether a person's review overrides the machine's verdict (V15, V16).</summary>
    public bool HonorReviews { get; init; } = true;

    /// <summary>What a run gets whose expected outcome could not be judged (V18, V21).</summary>
    public NeedsReviewOutcome NeedsReview { get; init; }

    /// <summary>What a run gets that passed as far as it was judged, and was not judged in full (V29).</summary>
    public NotJudgedOutcome NotJudged { get; init; }

    /// <summary>Whether unresolved critical categories fail a run that the service passed (V20).</summary>
    public bool FailOnCritical { get; init; } = true;

    /// <summary>Whether an expected outcome below 100 fails a run that the service passed (V21, V22).</summary>
    public bool RequireExpectedOutcome { get; init; }

    /// <summary>What a run gets that never took place (V12, V13).</summary>
    public InfrastructureOutcome Infrastructure { get; init; }

    /// <summary>What a passed run gets that was judged by nothing at all (V23).</summary>
    public NoMetricsOutcome NoMetrics { get; init; }

    /// <summary>Share of a case's repetitions that must pass, 0 to 1; at least one always must.</summary>
    public double PassThreshold { get; init; } = 1.0;

    /// <summary>What tokens of the agent's models cost, where a cost is expected (V22b).</summary>
    public TokenPrices TokenPrices { get; init; } = TokenPrices.None;

    /// <summary>How long a completed run may stay without a score before it fails (V17).</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The rules that <paramref name="settings"/> ask for.</summary>
    public static VerdictRules From(CekuraSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new VerdictRules
        {
            HonorReviews = settings.HonorReviews,
            NeedsReview = settings.NeedsReview,
            NotJudged = settings.NotJudged,
            FailOnCritical = settings.FailOnCritical,
            RequireExpectedOutcome = settings.RequireExpectedOutcome,
            Infrastructure = settings.Infrastructure,
            NoMetrics = settings.NoMetrics,
            PassThreshold = settings.PassThreshold,
            TokenPrices = settings.TokenPrices,
            Settle = TimeSpan.FromSeconds(settings.SettleSeconds),
        };
    }
}
