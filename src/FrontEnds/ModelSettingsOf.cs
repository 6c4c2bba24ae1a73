using Cekura.Manifests.Settings;
using Cekura.Models.Options;

namespace Cekura.FrontEnds;

/// <summary>What settings say of language models, in the words of what asks them: the two do not know each other.</summary>
internal static class ModelSettingsOf
{
    /// <summary>Folder of the state in which it is kept which answers of cassettes were used.</summary>
    public const string UsageFolder = "cassettes";

    /// <summary>Translates them.</summary>
    public static ModelSettings Settings(CekuraSettings settings) =>
        new()
        {
            Url = settings.ModelUrl,
            CallerModel = settings.CallerModel,
            JudgeModel = settings.JudgeModel,
            JudgeSamples = settings.JudgeSamples,
            MaxCalls = settings.MaxModelCalls,
            MaxCost = settings.MaxModelCost,
            Concurrency = settings.ModelConcurrency,
            Timeout = settings.ModelTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Cassette = settings.Cassette switch
            {
                Cassette.Auto => CassetteMode.Auto,
                Cassette.Replay => CassetteMode.Replay,
                Cassette.Record => CassetteMode.Record,
                Cassette.Off => CassetteMode.Off,
                _ => null,
            },
        };
}
