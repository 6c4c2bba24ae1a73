using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using Cekura.Emulator.Seed;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Build.Tasks;

/// <summary>What the emulator's callers make of instructions, which are actions with <c>"fixed_message": false</c>.</summary>
internal static class CallerLint
{
    /// <summary>The instructions of a seed that its callers cannot follow.</summary>
    /// <param name="path">The seed.</param>
    /// <param name="hasModel">Whether a model words what the rules do not know.</param>
    /// <param name="say">Hears what callers make of each instruction.</param>
    public static IReadOnlyList<ManifestDiagnostic> OfSeed(string path, bool hasModel, Action<string> say)
    {
        var text = ManifestText.WithoutMark(File.ReadAllBytes(path));
        var positions = new TextPositions(text, path);
        var root = new PositionedJson(text, TextRules.Manifest, new DiagnosticBag(positions)).Parse();
        var warnings = new List<ManifestDiagnostic>();
        hasModel |= root?.Member("model") is not null;
        foreach (var action in (root?.Member("scenarios")?.Items ?? []).SelectMany(Instructions))
        {
            var location = positions.At(action.Offset);
            var (speech, sense) = Instruction.Understand(action.Text);
            if (sense == InstructionSense.ReadOut && hasModel)
            {
                say($"{location}: a model words what the caller says");
                continue;
            }

            say($"{location}: the caller says {Said(speech)}");
            warnings.AddRange(Warning(action.Text, location));
        }

        return warnings;
    }

    /// <summary>The same of a suite, each at its test case.</summary>
    /// <param name="path">The suite.</param>
    /// <param name="hasModel">Whether a model words what the rules do not know.</param>
    public static IEnumerable<ManifestDiagnostic> OfSuite(string path, bool hasModel) =>
        from entry in new SuiteReader().Read(path, path, null).Suite?.Entries ?? []
        from condition in (entry.ToJson()["conditional_actions"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>()
        where (bool?)condition["fixed_message"] == false
        let action = (string?)condition["action"] ?? ""
        where !hasModel || Instruction.Understand(action).Sense != InstructionSense.ReadOut
        from warning in Warning(action, entry.Location)
        select warning;

    private static IEnumerable<PositionedNode> Instructions(PositionedNode scenario) =>
        from condition in scenario.Member("conditional_actions")?.Member("conditions")?.Items ?? []
        where condition.Member("fixed_message") is { Kind: JsonValueKind.False }
        let action = condition.Member("action")
        where action is { Kind: JsonValueKind.String }
        select action;

    private static IEnumerable<ManifestDiagnostic> Warning(string instruction, SourceLocation at)
    {
        var (speech, sense) = Instruction.Understand(instruction);
        var problem = sense switch
        {
            InstructionSense.ReadOut =>
                $"The emulator's caller cannot follow this instruction, and says {Said(speech)}. Begin with a verb that it knows, as in \"Say that …\" or \"Ask for …\", or write its words with \"fixed_message\": true.",
            InstructionSense.Silent =>
                $"The emulator's caller cannot follow {Quoted.Text(instruction)}, and says {Said(speech)}. To hang up, write its words with \"fixed_message\": true and <endcall />; to wait, <silence time=\"2s\" />.",
            _ => null,
        };
        return problem is null ? [] : [new ManifestDiagnostic(SeedCode.Instruction, DiagnosticSeverity.Warning, problem, at)];
    }

    private static string Said(string speech) => speech.Length == 0 ? "nothing" : Quoted.Text(speech);
}
