using System.Globalization;
using Cekura.Manifests.Manifest;

namespace Cekura.Manifests.Cases;

/// <summary>One side of the matrix: the personalities, or the test profiles, with which each scenario is multiplied.</summary>
internal static class Axis
{
    public const string Personality = "Personality";

    public const string TestProfile = "Profile";

    /// <summary>The entries; a single null stands for "what the scenario has itself".</summary>
    /// <param name="fromSettings">Ids of the settings, which stand above the manifest's.</param>
    /// <param name="fromManifest">What the manifest says for the scenario.</param>
    /// <param name="known">Where names are found for bare ids.</param>
    /// <param name="noun">What an entry without a name is called, before its id.</param>
    public static IReadOnlyList<AxisEntry?> Of(
        IReadOnlyList<long> fromSettings,
        IReadOnlyList<NamedReference> fromManifest,
        IReadOnlyList<NamedReference> known,
        string noun
    )
    {
        var ids = fromSettings.Count > 0 ? fromSettings : [.. fromManifest.Select(reference => reference.Id)];
        NamedReference[] names = [.. fromManifest, .. known];
        return ids.Count == 0 ? [null] : [.. ids.Distinct().Select(id => Entry(id, names, noun))];
    }

    /// <summary>An entry with its name, or with one made of its id.</summary>
    public static AxisEntry Entry(long id, IReadOnlyList<NamedReference> known, string noun) =>
        new(
            id,
            known.FirstOrDefault(reference => reference.Id == id && reference.Name is not null)?.Name
                ?? string.Create(CultureInfo.InvariantCulture, $"{noun} {id}")
        );
}

/// <summary>A personality or test profile of the matrix.</summary>
internal sealed record AxisEntry(long Id, string Name);
