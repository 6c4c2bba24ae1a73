using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>
/// The part of the schema that test cases and defaults share: personalities and test profiles defined in place, metrics named.
/// </summary>
internal sealed class InlineSchema(SuiteProblems problems)
{
    private static readonly string[] OfPersonality =
    [
        "background_noise",
        "base",
        "end_call_enabled",
        "language",
        "name",
        "prompt",
        "provider",
        "speed",
        "voice_id",
        "voice_model",
    ];

    private static readonly string[] OfTestProfile = ["agent_variables", "caller_variables", "name"];

    public void CheckPersonality(PositionedNode node)
    {
        var personality = SchemaObject.Open(node, "an inline personality", OfPersonality, problems)!;
        personality.Text("background_noise");
        personality.IdOr("base", "the id of a personality, an integer of at least 1", NotAnId);
        personality.Flag("end_call_enabled");
        personality.Word("language", SuiteWords.Languages);
        personality.Text("name", max: 255);
        personality.Text("prompt", min: 1);
        personality.Word("provider", SuiteWords.Providers);
        personality.Number("speed", 0.8, 1.2);
        personality.Text("voice_id", min: 1);
        personality.Word("voice_model", SuiteWords.VoiceModels);
        if (personality.Value("base") is null)
        {
            foreach (var name in (string[])["prompt", "language", "voice_model", "voice_id", "background_noise"])
            {
                personality.Require(name, DiagnosticCodes.SuiteMissingWithoutBase, " when it has no \"base\"");
            }
        }
    }

    public void CheckTestProfile(PositionedNode node)
    {
        var profile = SchemaObject.Open(node, "an inline test profile", OfTestProfile, problems)!;
        profile.Text("name", max: 255);
        profile.Anything("agent_variables");
        profile.Anything("caller_variables");
        if (node.Members.Count == 0)
        {
            problems.Schema(
                DiagnosticCodes.SuiteEmptyProfile,
                node.Offset,
                "The inline test profile is empty. Give it \"agent_variables\" or \"caller_variables\", or leave it out."
            );
        }
    }

    public void CheckMetric(PositionedNode node)
    {
        var isId = SchemaNumber.Integer(node) >= 1;
        var isSlug =
            node is { Kind: JsonValueKind.String, Text.Length: > 0 }
            && node.Text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');
        if (!isId && !isSlug)
        {
            problems.Schema(
                DiagnosticCodes.SuiteMetric,
                node.Offset,
                $"A metric is named by its id, an integer of at least 1, or by its slug of a-z, 0-9 and _; this is {node.Description}. The dashboard shows both."
            );
        }
    }

    private void NotAnId(PositionedNode node) =>
        problems.Schema(
            DiagnosticCodes.SuiteWrongType,
            node.Offset,
            "\"base\" wants the id of a personality, an integer of at least 1, and is an object."
        );
}
