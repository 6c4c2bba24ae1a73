using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>
/// What a project wants judged and the emulator's seed has no rule for: without a model its runs end as not judged (V29), and with one its
/// lines are to be such that a judge can answer them. What else is wrong with the seed, the emulator says when it reads it.
/// </summary>
internal sealed class SeedLint
{
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly string _file;
    private readonly TextPositions _positions;
    private readonly SeedOutline _seed;
    private readonly HashSet<PositionedNode> _told = new(ReferenceEqualityComparer.Instance);

    private SeedLint(string path, TextPositions positions, PositionedNode root, bool hasModel) =>
        (_file, _positions, _seed, HasModel) = (Path.GetFileName(path), positions, new(root), hasModel);

    /// <summary>Whether a model plays callers and judges what no rule does.</summary>
    public bool HasModel { get; }

    /// <summary>
    /// The seed that the settings name; null when the emulator is not what runs the project, or there is no seed that can be read.
    /// </summary>
    public static SeedLint? Of(CekuraSettings settings)
    {
        if (
            settings is not { UsesEmulator: true, Seed: { } path }
            || TextFile.Read(path, MostBytes).Text is not { Length: <= MostBytes } bytes
        )
        {
            return null;
        }

        var text = ManifestText.WithoutMark(bytes);
        var positions = new TextPositions(text, path);
        var diagnostics = new DiagnosticBag(positions);
        return
            ManifestText.Check(text.Span, TextRules.Manifest, diagnostics)
            && new PositionedJson(text, TextRules.Manifest, diagnostics).Parse() is { } root
            ? new(path, positions, root, NamesModel(settings, root))
            : null;
    }

    /// <summary>Checks the scenarios of the seed that a manifest runs, each once.</summary>
    public IEnumerable<ManifestDiagnostic> Check(CekuraManifest manifest) => HasModel ? CheckLines(manifest) : CheckRules(manifest);

    private IEnumerable<ManifestDiagnostic> CheckRules(CekuraManifest manifest) =>
        from scenario in manifest.Scenarios
        where scenario.Skip is null
        let kept = _seed.Scenario(scenario.Id)
        where kept is not null && !SeedOutline.IsJudged(kept) && _told.Add(kept)
        let open = Open(
            HasText(kept.Member("expected_outcome_prompt")) && !SeedOutline.HasOutcome(kept),
            (kept.Member("metrics")?.Items ?? []).Where(_ => !SeedOutline.HasMetrics(kept)).Select(metric => metric.Text)
        )
        where open.Count > 0
        select Warning(
            _positions.At(kept.Offset),
            $"Scenario {scenario.Id} {Quoted.Text(kept.Member("name")?.Text ?? "")} has no rule for {string.Join(" and ", open)}. "
                + "Add \"outcomes\" with rules, or a rule, measure or classes to the metric. Until then its runs are not judged, which is never a pass."
        );

    /// <summary>Checks the test cases of a suite against the scenarios of the seed that lend them their outcomes.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="agent">The agent under test; null when nothing names one.</param>
    public IEnumerable<ManifestDiagnostic> Check(TestSuite suite, long? agent) => suite.Entries.SelectMany(entry => Check(entry, agent));

    private IEnumerable<ManifestDiagnostic> Check(SuiteEntry entry, long? agent)
    {
        var json = entry.ToJson();
        var kept = _seed.Namesake(entry.Name, agent);
        var replay = kept is not null && (string?)json["type"] != "conditional_actions";
        if (replay && SeedOutline.IsJudged(kept!))
        {
            yield break;
        }

        if (HasModel)
        {
            foreach (var warning in kept is not null && SeedOutline.HasRules(kept) ? [] : SuiteLint.CheckOutcome(entry))
            {
                yield return warning;
            }

            yield break;
        }

        var hasOutcome = kept is not null && (SeedOutline.HasRules(kept) || (replay && SeedOutline.HasOutcome(kept)));
        var open = Open(
            !string.IsNullOrWhiteSpace((string?)json["expected_outcome"]) && !hasOutcome,
            (json["metrics"] as JsonArray ?? [])
                .Where(_ => !replay || !SeedOutline.HasMetrics(kept!))
                .Select(metric => metric?.ToString() ?? "")
        );
        if (open.Count > 0)
        {
            yield return Warning(
                entry.Location,
                $"Test case {Quoted.Text(entry.Name)} runs on the emulator, whose seed {Quoted.Bare(_file)} has no rule for {string.Join(" and ", open)}. "
                    + "Give a scenario of the seed the same name and agent, and \"outcomes\" with rules. Until then its runs are not judged, which is never a pass."
            );
        }
    }

    private IEnumerable<ManifestDiagnostic> CheckLines(CekuraManifest manifest) =>
        from scenario in manifest.Scenarios
        let kept = _seed.Scenario(scenario.Id)
        where kept is not null && !SeedOutline.IsJudged(kept) && kept.Member("replay")?.Member("expected_outcome") is null
        let expected = kept.Member("expected_outcome_prompt")
        where HasText(expected) && _told.Add(kept)
        let texts = (kept.Member("outcomes")?.Items ?? []).Select(outcome => outcome.Member("text")?.Text.Trim() ?? "").ToList()
        where texts.Count == 0 || expected.Text.Split('\n').Any(line => texts.Contains(line.Trim()))
        from warning in OutcomeLines.Check(
            $"Scenario {scenario.Id} {Quoted.Text(kept.Member("name")?.Text ?? "")}",
            expected.Text,
            _positions.At(expected.Offset),
            texts.Contains
        )
        select warning;

    private static bool NamesModel(CekuraSettings settings, PositionedNode root) =>
        settings.ModelUrl is not null
        || settings.CallerModel is not null
        || settings.JudgeModel is not null
        || root.Member("model") is not null;

    private List<string> Open(bool outcome, IEnumerable<string> metrics)
    {
        var open = metrics.Where(_seed.LacksRule).Select(metric => $"metric {Quoted.Bare(metric)}");
        return [.. outcome ? open.Prepend("its expected outcome") : open];
    }

    private static bool HasText(PositionedNode? node) => node is { Kind: JsonValueKind.String } && !string.IsNullOrWhiteSpace(node.Text);

    private static ManifestDiagnostic Warning(SourceLocation location, string message) =>
        new(DiagnosticCodes.NotJudged, DiagnosticSeverity.Warning, message, location);
}
