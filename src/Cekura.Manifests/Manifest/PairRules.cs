using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>
/// Rules about the whole matrix: no pair twice, not more pairs than anybody can run, and no pair that its mode cannot play.
/// </summary>
internal sealed class PairRules(DiagnosticBag diagnostics)
{
    // What stands in a pair where the scenario's own personality or profile is used; ids start at 1.
    private static readonly long[] ItsOwn = [0];

    /// <param name="manifest">The manifest as far as it could be read.</param>
    /// <param name="offsets">Where each of its scenarios starts.</param>
    public void Check(CekuraManifest manifest, IReadOnlyList<int> offsets)
    {
        long count = 0;
        var seen = new Dictionary<(long Scenario, long Personality, long Profile, string Mode), List<ManifestScenario>>();
        foreach (var (scenario, offset) in manifest.Scenarios.Zip(offsets))
        {
            var personalities = Ids(scenario.Personalities ?? manifest.Personalities);
            var profiles = Ids(scenario.TestProfiles ?? manifest.TestProfiles);
            count += (long)personalities.Length * profiles.Length;
            if (count > ManifestReader.MaxPairs)
            {
                diagnostics.Error(
                    DiagnosticCodes.TooManyPairs,
                    offset,
                    $"Up to this scenario the manifest has more than {ManifestReader.MaxPairs} pairs (scenario × personality × test profile). Split it."
                );
                return;
            }

            var mode = scenario.Mode ?? manifest.Mode ?? ModeTable.Default;
            foreach (
                var (code, message) in ModeRules.Broken(
                    ModeTable.Find(mode)!,
                    personalities != ItsOwn,
                    profiles != ItsOwn,
                    scenario.Frequency ?? 1
                )
            )
            {
                diagnostics.Error(code, offset, message);
            }

            var repeated = personalities
                .SelectMany(personality => profiles.Select(profile => (scenario.Id, personality, profile, mode)))
                .Select(pair => (Pair: pair, First: Earlier(seen, pair, scenario, manifest.AgentId)))
                .Where(found => found.First is not null)
                .ToList();
            if (repeated.Count > 0)
            {
                ReportDuplicate(
                    repeated[0].Pair,
                    repeated.Count - 1,
                    repeated[0].First!,
                    AgentOf(repeated[0].First!) == AgentOf(scenario),
                    offset
                );
            }

            long? AgentOf(ManifestScenario entry) => entry.AgentId ?? manifest.AgentId;
        }
    }

    /// <summary>
    /// The entry that has the pair already; null: none. With another agent it is another conversation, and another test when its name says
    /// so.
    /// </summary>
    private static ManifestScenario? Earlier(
        Dictionary<(long Scenario, long Personality, long Profile, string Mode), List<ManifestScenario>> seen,
        (long Scenario, long Personality, long Profile, string Mode) pair,
        ManifestScenario scenario,
        long? agent
    )
    {
        if (!seen.TryGetValue(pair, out var entries))
        {
            seen.Add(pair, [scenario]);
            return null;
        }

        var first = entries.Find(entry => (entry.AgentId ?? agent) == (scenario.AgentId ?? agent) || HaveOneName(entry, scenario));
        entries.Add(scenario);
        return first;
    }

    private static bool HaveOneName(ManifestScenario one, ManifestScenario other) =>
        string.Equals(TestName.Segment(one.Name), TestName.Segment(other.Name), StringComparison.OrdinalIgnoreCase)
        && TestName.Segments(one.Folder).SequenceEqual(TestName.Segments(other.Folder), StringComparer.OrdinalIgnoreCase);

    private static long[] Ids(IReadOnlyList<NamedReference> references) =>
        references.Count == 0 ? ItsOwn : [.. references.Select(reference => reference.Id)];

    private void ReportDuplicate(
        (long Scenario, long Personality, long Profile, string Mode) pair,
        int others,
        ManifestScenario first,
        bool isOfOneAgent,
        int offset
    )
    {
        var personality = pair.Personality == 0 ? "its own personality" : $"personality {pair.Personality}";
        var profile = pair.Profile == 0 ? "" : $", test profile {pair.Profile}";
        var rest = others == 0 ? "" : $" (and {others} more of its pairs)";
        diagnostics.Error(
            DiagnosticCodes.DuplicatePair,
            offset,
            $"Scenario {pair.Scenario} with {personality}{profile} in mode {pair.Mode}{rest} is already listed at {first.Location}. "
                + (
                    isOfOneAgent
                        ? "Remove one, or give them different personalities."
                        : "With two agents it is two tests: give one of the two entries another \"name\"."
                )
        );
    }
}
