namespace Cekura.Manifests.Modes;

/// <summary>Request fields that the plan writes, and where a manifest says them instead.</summary>
internal static class PlannedField
{
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["agent"] = "\"agent\" of the manifest or of a scenario",
        ["agent_id"] = "\"agent\" of the manifest or of a scenario",
        ["name"] = "\"name\" of the manifest, with which every result's label starts",
        ["scenarios"] = "\"scenarios\" of the manifest",
        ["tags"] = "the scenarios' \"tags\" and the setting Tags",
        ["folder_path"] = "the scenarios' \"folder\" and the setting FolderPath",
        ["frequency"] = "\"frequency\" of a scenario",
        ["personality_id"] = "\"personalities\" of the manifest or of a scenario",
        ["personality_ids"] = "\"personalities\" of the manifest or of a scenario",
        ["test_profile_id"] = "\"test_profiles\" of the manifest or of a scenario",
        ["test_profile_ids"] = "\"test_profiles\" of the manifest or of a scenario",
    };

    /// <summary>Names of all these fields.</summary>
    public static IReadOnlyCollection<string> Names => Places.Keys;

    /// <summary>Where it is said, null when the plan does not write it.</summary>
    public static string? PlaceOf(string field) => Places.GetValueOrDefault(field);
}
