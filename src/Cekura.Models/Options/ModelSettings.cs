namespace Cekura.Models.Options;

/// <summary>Which models play callers and judges, where they are, and within which limits. Null: nothing is said of it.</summary>
internal sealed record ModelSettings
{
    /// <summary>How many judgements decide where nothing is said of it.</summary>
    public const int DefaultJudgeSamples = 3;

    /// <summary>Base address of an OpenAI-compatible endpoint, such as <c>http://localhost:11434/v1</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Name of the model that plays callers.</summary>
    public string? CallerModel { get; init; }

    /// <summary>Name of the model that judges; null: the caller's.</summary>
    public string? JudgeModel { get; init; }

    /// <summary>How many judgements decide when the first says no, at least 1.</summary>
    public int? JudgeSamples { get; init; }

    /// <summary>How often models may be asked in one test run, at least 1.</summary>
    public int? MaxCalls { get; init; }

    /// <summary>How much the calls of one test run may cost, by the prices of the seed.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>How many questions may wait for their answers at once, at least 1.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How long one question may wait for its answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the environment variable that holds the key; null: <c>CEKURA_MODEL_KEY</c>.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>These settings, and those of <paramref name="below"/> where nothing is said here.</summary>
    public ModelSettings Over(ModelSettings below) =>
        new()
        {
            Url = Url ?? below.Url,
            CallerModel = CallerModel ?? below.CallerModel,
            JudgeModel = JudgeModel ?? below.JudgeModel,
            JudgeSamples = JudgeSamples ?? below.JudgeSamples,
            MaxCalls = MaxCalls ?? below.MaxCalls,
            MaxCost = MaxCost ?? below.MaxCost,
            Concurrency = Concurrency ?? below.Concurrency,
            Timeout = Timeout ?? below.Timeout,
            KeyVariable = KeyVariable ?? below.KeyVariable,
        };
}
