using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>Rules that cases must keep once mode, callers, frequency and options are known, settings included.</summary>
internal static class CaseRules
{
    /// <summary>Leaves the cases that can run as they were asked for, and reports the others.</summary>
    /// <param name="cases">Cases of one manifest.</param>
    /// <param name="report">Takes one error for each rule and mode that is broken, at the first scenario that breaks it.</param>
    /// <param name="isAnswered">Whether something answers for the agent of a case that no option names; null: nothing does.</param>
    /// <returns>The cases that keep every rule, in their order.</returns>
    public static IReadOnlyList<ScenarioCase> Allowed(
        IReadOnlyList<ScenarioCase> cases,
        Action<ManifestDiagnostic> report,
        Func<ScenarioCase, bool>? isAnswered = null
    )
    {
        var broken = cases.SelectMany(scenarioCase => Broken(scenarioCase, isAnswered)).ToList();
        if (broken.Count == 0)
        {
            return cases;
        }

        foreach (var rule in broken.GroupBy(entry => (entry.Case.Mode, entry.Code)))
        {
            var others = rule.DistinctBy(entry => entry.Case.Location).Count() - 1;
            var message =
                others == 0
                    ? rule.First().Message
                    : $"{rule.First().Message} ({others} more of the scenarios {(others == 1 ? "does" : "do")} the same.)";
            report(new ManifestDiagnostic(rule.Key.Code, DiagnosticSeverity.Error, message, rule.First().Case.Location));
        }

        var refused = broken.Select(entry => entry.Case).ToHashSet();
        return [.. cases.Where(scenarioCase => !refused.Contains(scenarioCase))];
    }

    private static List<BrokenRule> Broken(ScenarioCase scenarioCase, Func<ScenarioCase, bool>? isAnswered)
    {
        var mode = ModeTable.Find(scenarioCase.Mode)!;
        var broken = new List<BrokenRule>();
        foreach (
            var (code, message) in ModeRules.Broken(
                mode,
                scenarioCase.PersonalityId is not null,
                scenarioCase.TestProfileId is not null,
                scenarioCase.Frequency
            )
        )
        {
            broken.Add(new(scenarioCase, code, message));
        }

        if (
            mode.OneRequired.Count > 0
            && !mode.OneRequired.Any(name => scenarioCase.Options?[name] is not null)
            && isAnswered?.Invoke(scenarioCase) is not true
        )
        {
            broken.Add(new(scenarioCase, DiagnosticCodes.MissingOption, Missing(mode)));
        }

        return broken;
    }

    private static string Missing(Mode mode)
    {
        var names = string.Join(" or ", mode.OneRequired.Select(name => $"\"{name}\""));
        var settings = string.Join(" or ", mode.OneRequired.Select(name => $"Cekura.Options.{mode.Name}.{name}"));
        return $"Mode {mode.Name} needs the option {names}. Write it into \"options\": {{ \"{mode.Name}\": {{ … }} }}, or give the setting {settings}.";
    }

    private sealed record BrokenRule(ScenarioCase Case, string Code, string Message);
}
