using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Modes;

namespace Cekura.Runs.Plan;

/// <summary>A part of the options of cases as text. All cases of a scenario have the same object, which is written once.</summary>
/// <param name="place">Which part.</param>
internal sealed class OptionTexts(OptionPlace place)
{
    private readonly Dictionary<JsonObject, string> _texts = new(ReferenceEqualityComparer.Instance);

    public string Of(ScenarioCase scenarioCase)
    {
        if (scenarioCase.Options is not { } options)
        {
            return "{}";
        }

        // The modes of one object's cases are the same, because its options are of that mode.
        return _texts.TryGetValue(options, out var text)
            ? text
            : _texts[options] = ModeTable.Find(scenarioCase.Mode)!.Part(options, place).ToJsonString();
    }
}
