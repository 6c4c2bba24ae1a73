using Cekura.Runs.Modes;

namespace Cekura.Runs.Manifest;

/// <summary>Rules about the whole matrix: no pair twice, not more pairs than anybody can run, and no pair that its mode cannot play.</summary>
internal sealed class PairRules(DiagnosticBag diagnostics)
{
    // What stands in a pair where the scenario's own personality or profile is used; ids start at 1.
    private static readonly long[] ItsOwn = [0];

    /// <param name="manifest">The manifest as far as it could be read.</param>
    /// <param name="offsets">Where each of its scenarios starts.</param>
    public void Check(CekuraManifest manifest, IReadOnlyList<int> offsets)
    {
        long count = 0;
        var seen = new Dictionary<(long Scenario, long Personality, long Profile, string Mode), ManifestScenario>();
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
                    $"Up to this scenario the manifest has more than {ManifestReader.MaxPairs} pairs (scenario × personality × test profile). Split it.");
                return;
            }

            var mode = scenario.Mode ?? manifest.Mode ?? ModeTable.Default;
            foreach (var (code, message) in ModeRules.Broken(ModeTable.Find(mode)!, personalities != ItsOwn, profiles != ItsOwn, scenario.Frequency ?? 1))
            {
                diagnostics.Error(code, offset, message);
            }

            var repeated = personalities
                .SelectMany(personality => profiles.Select(profile => (scenario.Id, personality, profile, mode)))
                .Where(pair => !seen.TryAdd(pair, scenario))
                .ToList();
            if (repeated.Count > 0)
            {
                ReportDuplicate(repeated[0], repeated.Count - 1, seen[repeated[0]].Location, offset);
            }
        }
    }

    private static long[] Ids(IReadOnlyList<NamedReference> references) =>
        references.Count == 0 ? ItsOwn : [.. references.Select(reference => reference.Id)];

    private void ReportDuplicate(
        (long Scenario, long Personality, long Profile, string Mode) pair, int others, SourceLocation first, int offset)
    {
        var personality = pair.Personality == 0 ? "its own personality" : $"personality {pair.Personality}";
        var profile = pair.Profile == 0 ? "" : $", test profile {pair.Profile}";
        var rest = others == 0 ? "" : $" (and {others} more of its pairs)";
        diagnostics.Error(
            DiagnosticCodes.DuplicatePair,
            offset,
            $"Scenario {pair.Scenario} with {personality}{profile} in mode {pair.Mode}{rest} is already listed at {first}. "
            + "Remove one, or give them different personalities.");
    }
}
