using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>Settings that nothing of this run looks at.</summary>
internal static class WithoutEffect
{
    /// <summary>Says which settings of models are given where the service plays callers and judges.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origins">Those that are not the default, each with its place.</param>
    public static IEnumerable<SettingsDiagnostic> Check(CekuraSettings settings, IEnumerable<string> origins)
    {
        if (settings.UsesEmulator)
        {
            yield break;
        }

        var idle = origins
            .Where(origin => ModelSettingTable.All.Any(setting => origin.StartsWith($"{setting.Key}=", StringComparison.Ordinal)))
            .ToList();
        if (idle.Count > 0)
        {
            yield return new(
                DiagnosticCodes.SettingWithoutEffect,
                DiagnosticSeverity.Warning,
                $"{string.Join(", ", idle)}: without effect, because the service plays callers and judges by itself. They are for ApiUrl=emulator.",
                nameof(CekuraSettings.ApiUrl)
            );
        }
    }
}
