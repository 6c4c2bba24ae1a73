namespace Cekura.Manifests.Settings;

/// <summary>Which of two values starts less, or costs less. Where it cannot be known what somebody asked for, that one is used.</summary>
internal static class SettingCaution
{
    // The higher, the more may be started.
    private static readonly Dictionary<string, Func<CekuraSettings, double>> Weights = new(StringComparer.Ordinal)
    {
        [nameof(CekuraSettings.ApiUrl)] = settings => settings.UsesEmulator ? 0 : 1,
        [nameof(CekuraSettings.MaxRuns)] = settings => settings.MaxRuns ?? double.PositiveInfinity,
        [nameof(CekuraSettings.MaxCost)] = settings => settings.MaxCost is { } most ? (double)most : double.PositiveInfinity,
        [nameof(CekuraSettings.MaxModelCalls)] = settings => settings.MaxModelCalls ?? double.PositiveInfinity,
        [nameof(CekuraSettings.MaxModelCost)] = settings => settings.MaxModelCost is { } most ? (double)most : double.PositiveInfinity,
        [nameof(CekuraSettings.JudgeSamples)] = settings => settings.JudgeSamples ?? 0,
        [nameof(CekuraSettings.Cassette)] = settings =>
            settings.Cassette switch
            {
                Cassette.Replay => 0,
                Cassette.Auto => 1,
                _ => 2,
            },
        [nameof(CekuraSettings.DryRun)] = settings => settings.DryRun ? 0 : 1,
        [nameof(CekuraSettings.Frequency)] = settings => settings.Frequency ?? 1,
        [nameof(CekuraSettings.InfrastructureRetries)] = settings => settings.InfrastructureRetries,
        [nameof(CekuraSettings.LastFailed)] = settings => settings.LastFailed ? 0 : 1,
        [nameof(CekuraSettings.StopWhenDecided)] = settings => settings.StopWhenDecided ? 0 : 1,
        [nameof(CekuraSettings.Reuse)] = settings =>
            settings.Reuse switch
            {
                Reuse.Finished => 0,
                Reuse.InFlight => 1,
                _ => 2,
            },
    };

    /// <summary>Whether the one value starts less than the other. One that is not allowed starts nothing.</summary>
    public static bool StartsLess(Setting setting, string value, string other) =>
        Weights.ContainsKey(setting.Key) && Weight(setting, value) < Weight(setting, other);

    private static double Weight(Setting setting, string value) =>
        setting.Apply(new CekuraSettings(), value) is { } settings ? Weights[setting.Key](settings) : -1;
}
