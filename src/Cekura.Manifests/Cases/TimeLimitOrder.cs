using System.Globalization;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>
/// Whether the time limits around a run are in the order in which each can do its work: a scenario's own, then that of its batch, then
/// those after which the platform ends the process, and with it every result that is not there yet.
/// </summary>
internal static class TimeLimitOrder
{
    private const string OwnSetting = "TimeoutSeconds";

    /// <summary>A warning for each pair of limits in the wrong order.</summary>
    /// <param name="settings">The limit of a batch.</param>
    /// <param name="platform">The limits of the process.</param>
    /// <param name="cases">The cases that are going to run, with their own limits.</param>
    public static IEnumerable<SettingsDiagnostic> Check(CekuraSettings settings, PlatformLimits platform, IEnumerable<ScenarioCase> cases)
    {
        var batch = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var late = cases
            .Where(scenarioCase => scenarioCase.Timeout >= batch)
            .OrderByDescending(scenarioCase => scenarioCase.Timeout)
            .ToList();
        if (late.Count > 0)
        {
            var seconds = Seconds(late[0].Timeout!.Value);
            yield return Warning(
                $"Scenario \"{TestName.Line(late[0].ScenarioName)}\" has a timeout of {seconds} s, and its whole batch has {OwnSetting} {settings.TimeoutSeconds}: the batch is ended first, with every conversation in it. "
                    + $"Set {OwnSetting} above {seconds}, or give the scenario a shorter timeout.",
                late[0].Location.ToString()
            );
        }

        var (own, source) = platform.AreTyped
            ? ($"--cekura {OwnSetting}", SettingLayer.CommandLine)
            : ($"Cekura.{OwnSetting}", SettingLayers.RunSettings);
        if (platform.Hang is { } hang && hang <= batch)
        {
            var name = platform.AreTyped ? "--hangdump-timeout" : "--blame-hang-timeout";
            yield return Warning(
                $"{name} is {Seconds(hang)} s, and a batch may take {OwnSetting} {settings.TimeoutSeconds}: when no test starts or ends for {Seconds(hang)} s, the platform ends the test process, and every test that goes on has no result. "
                    + $"Set {name} above {settings.TimeoutSeconds} s, or {own} below {Seconds(hang)}.",
                source
            );
        }

        if (platform.Session is { } session && session <= batch)
        {
            var milliseconds = session.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            yield return Warning(
                $"{(platform.AreTyped ? $"--timeout is {Seconds(session)} s" : $"RunConfiguration.TestSessionTimeout is {milliseconds} ms")}, and a batch may take {OwnSetting} {settings.TimeoutSeconds}: after {Seconds(session)} s the platform ends the test process, and every test that goes on has no result. "
                    + $"Set {(platform.AreTyped ? $"--timeout above {settings.TimeoutSeconds}s" : $"TestSessionTimeout above {settings.TimeoutSeconds}000")}, or {own} below {Seconds(session)}.",
                source
            );
        }
    }

    private static SettingsDiagnostic Warning(string message, string source) =>
        new(DiagnosticCodes.TimeLimitOrder, DiagnosticSeverity.Warning, message, source);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
