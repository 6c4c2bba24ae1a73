using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>What a scenario may ask of its mode, be the mode the manifest's or the settings'.</summary>
internal static class ModeRules
{
    /// <summary>The rules that are broken: code and message of each.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="namesPersonalities">Whether the scenario is to be played by given personalities.</param>
    /// <param name="namesTestProfiles">Whether it is to be played with given test profiles.</param>
    /// <param name="frequency">Repetitions.</param>
    public static IEnumerable<(string Code, string Message)> Broken(
        Mode mode,
        bool namesPersonalities,
        bool namesTestProfiles,
        int frequency
    )
    {
        if (namesPersonalities && !mode.TakesPersonalities)
        {
            yield return (DiagnosticCodes.ModeTakesNoPersonalities, Refused(mode, "personalities", "personality"));
        }

        if (namesTestProfiles && !mode.TakesPersonalities)
        {
            yield return (DiagnosticCodes.ModeTakesNoTestProfiles, Refused(mode, "test_profiles", "test profile"));
        }

        if (frequency > mode.MaxRepetitions)
        {
            yield return (
                DiagnosticCodes.FrequencyTooHigh,
                $"Mode {mode.Name} repeats a scenario at most {mode.MaxRepetitions} times, and the frequency is {frequency}. Lower it."
            );
        }
    }

    private static string Refused(Mode mode, string property, string noun)
    {
        var able = string.Join(", ", ModeTable.All.Where(other => other.TakesPersonalities).Select(other => other.Name));
        return $"Mode {mode.Name} always uses the {noun} that the scenario has in the service. "
            + $"Give the scenario \"{property}\": [], or a mode that takes {property}: {able}.";
    }
}
