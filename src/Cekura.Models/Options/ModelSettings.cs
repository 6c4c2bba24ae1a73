using System.Text.RegularExpressions;

namespace Cekura.Models.Options;

/// <summary>Which models play callers and judges, where they are, and within which limits. Null: nothing is said of it.</summary>
internal sealed record ModelSettings
{
    /// <summary>The environment variable that holds the key where the seed names none.</summary>
    public const string DefaultKeyVariable = "CEKURA_MODEL_KEY";

    /// <summary>How many judgements decide where nothing is said of it.</summary>
    public const int DefaultJudgeSamples = 3;

    /// <summary>Name of the folder of cassettes where nothing is said of it.</summary>
    public const string DefaultCassettes = "cassettes";

    /// <summary>How long a question may wait where nothing is said of it: a model on this machine is loaded with the first.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

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

    /// <summary>How much the calls of one test run may cost, by <see cref="Prices"/>.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>How many questions may wait for their answers at once, at least 1; null: as many as there are conversations.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How long one question may wait for its answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the environment variable that holds the key; null: <see cref="DefaultKeyVariable"/>.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>What models cost, by name.</summary>
    public IReadOnlyDictionary<string, ModelPrice>? Prices { get; init; }

    /// <summary>Whether answers come from cassettes; null: as the machine asks for.</summary>
    public CassetteMode? Cassette { get; init; }

    /// <summary>The folder of cassettes, relative to that of the seed.</summary>
    public string? Cassettes { get; init; }

    /// <summary>What differs from run to run without a meaning, and is left out of what a cassette knows a question by.</summary>
    public IReadOnlyList<Regex>? Volatile { get; init; }

    /// <summary>The model that is asked for callers; null: none is named.</summary>
    public string? Caller => CallerModel ?? JudgeModel;

    /// <summary>The model that is asked for judgements; null: none is named.</summary>
    public string? Judge => JudgeModel ?? CallerModel;

    /// <summary>Why nothing may be asked with these settings, for people; null: it may.</summary>
    public string? Problem =>
        Caller is not { } caller
            ? Url is null
                ? null
                : "ModelUrl says where models are, and nothing says which one to ask. Set CallerModel, or \"caller\" in \"model\" of the seed."
            : MaxCost is not null && new[] { caller, Judge! }.FirstOrDefault(name => Prices?.ContainsKey(name) != true) is { } unpriced
                ? $"MaxModelCost cannot be kept: nothing says what {unpriced} costs. Write \"prices\": {{ \"{unpriced}\": {{ \"input\": 0.15, \"output\": 0.60 }} }}, for a million tokens each, into \"model\" of the seed, or use MaxModelCalls."
                : null;

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
            Prices = Prices ?? below.Prices,
            Cassette = Cassette ?? below.Cassette,
            Cassettes = Cassettes ?? below.Cassettes,
            Volatile = Volatile ?? below.Volatile,
        };
}
