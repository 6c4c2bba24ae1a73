using Cekura.Manifests.Modes;
using static Cekura.Manifests.Settings.SettingTypes;

namespace Cekura.Manifests.Settings;

/// <summary>Every setting there is.</summary>
internal static class SettingTable
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        Id("AgentId", (settings, value) => settings with { AgentId = value }),
        new("Mode", $"one of {string.Join(", ", ModeTable.Names)}", WithMode),
        Ids("ScenarioIds", (settings, value) => settings with { ScenarioIds = value }),
        Ids("PersonalityIds", (settings, value) => settings with { PersonalityIds = value }),
        Ids("TestProfileIds", (settings, value) => settings with { TestProfileIds = value }),
        Texts("Tags", (settings, value) => settings with { Tags = value }),
        SettingTypes.Text("FolderPath", "a folder, dot-separated", (settings, value) => settings with { FolderPath = value }),
        Integer("Frequency", 1, int.MaxValue, (settings, value) => settings with { Frequency = value }),
        Share("PassThreshold", (settings, value) => settings with { PassThreshold = value }),
        Flag("StopWhenDecided", (settings, value) => settings with { StopWhenDecided = value }),
        Integer("ConcurrencyLimit", 1, int.MaxValue, (settings, value) => settings with { ConcurrencyLimit = value }),
        new("Shard", $"a part such as 2/4, the second of four, of at most {Settings.Shard.Most}", (settings, text) =>
            Settings.Shard.Parse(text) is { } shard ? settings with { Shard = shard } : null
        ),
        Flag("LastFailed", (settings, value) => settings with { LastFailed = value }),
        FileName("Durations", (settings, value) => settings with { Durations = value }),
        new("ApiUrl", "\"emulator\", or an address of http or https without user, query and fragment", WithApiUrl),
        FileName("Manifest", (settings, value) => settings with { Manifest = value }),
        Integer("TimeoutSeconds", 1, 604_800, (settings, value) => settings with { TimeoutSeconds = value }),
        Integer("SettleSeconds", 0, 86_400, (settings, value) => settings with { SettleSeconds = value }),
        Flag("HonorReviews", (settings, value) => settings with { HonorReviews = value }),
        Choice<NeedsReviewOutcome>("NeedsReview", (settings, value) => settings with { NeedsReview = value }),
        Choice<NotJudgedOutcome>("NotJudged", (settings, value) => settings with { NotJudged = value }),
        Flag("FailOnCritical", (settings, value) => settings with { FailOnCritical = value }),
        Flag("RequireExpectedOutcome", (settings, value) => settings with { RequireExpectedOutcome = value }),
        Choice<InfrastructureOutcome>("Infrastructure", (settings, value) => settings with { Infrastructure = value }),
        Integer("InfrastructureRetries", 0, 10, (settings, value) => settings with { InfrastructureRetries = value }),
        Choice<NoMetricsOutcome>("NoMetrics", (settings, value) => settings with { NoMetrics = value }),
        Integer("MaxRuns", 1, int.MaxValue, (settings, value) => settings with { MaxRuns = value }),
        Amount("MaxCost", (settings, value) => settings with { MaxCost = value }),
        Prices("CostPerRun", (settings, value) => settings with { CostPerRun = value }),
        TokenPricesOf("TokenPrices", (settings, value) => settings with { TokenPrices = value }),
        Choice<Reuse>("Reuse", (settings, value) => settings with { Reuse = value }),
        Flag("DryRun", (settings, value) => settings with { DryRun = value }),
        Flag("ShareLink", (settings, value) => settings with { ShareLink = value }),
        Choice<TranscriptSelection>("Transcripts", (settings, value) => settings with { Transcripts = value }),
        Choice<RecordingSelection>("Recordings", (settings, value) => settings with { Recordings = value }),
        FileName("Report", (settings, value) => settings with { Report = value }),
        FileName("JUnit", (settings, value) => settings with { JUnit = value }),
        Choice<AnnotationTarget>("Annotations", (settings, value) => settings with { Annotations = value }),
        FileName("Baseline", (settings, value) => settings with { Baseline = value }),
        SettingTypes.Text("Label", "a name for the run", (settings, value) => settings with { Label = value }),
        FileName("StateDirectory", (settings, value) => settings with { StateDirectory = value }),
        FileName("Seed", (settings, value) => settings with { Seed = value }),
        .. ModelSettingTable.All,
    ];

    public static Setting? Find(string key) => All.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static CekuraSettings? WithMode(CekuraSettings settings, string text) =>
        ModeTable.Names.FirstOrDefault(mode => mode.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? settings with
            {
                Mode = known,
            }
            : null;

    private static CekuraSettings? WithApiUrl(CekuraSettings settings, string text)
    {
        if (text.Equals("emulator", StringComparison.OrdinalIgnoreCase))
        {
            return settings with { ApiUrl = null };
        }

        return
            Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 }
            ? settings with
            {
                ApiUrl = url,
            }
            : null;
    }
}
