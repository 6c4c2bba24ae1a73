using System.Text.Json.Nodes;

namespace Cekura.Manifests.Modes;

/// <summary>One way in which the service runs scenarios, and what a request for it may carry.</summary>
/// <param name="Name">The service's name for it.</param>
internal sealed record Mode(string Name)
{
    /// <summary>Fields that may stand in the manifest's <c>options</c> for this mode.</summary>
    public required IReadOnlyList<OptionField> Options { get; init; }

    /// <summary>Names of options of which exactly one must be given; empty when none must.</summary>
    public IReadOnlyList<string> OneRequired { get; init; } = [];

    /// <summary>The request's field for the agent.</summary>
    public string AgentField { get; init; } = "agent_id";

    /// <summary>Whether the request takes a label for the result, by which a start whose answer was lost can be found.</summary>
    public bool TakesName { get; init; } = true;

    /// <summary>Whether scenarios are objects with their id in <c>scenario</c>, or bare ids.</summary>
    public bool TakesScenarioEntries => Options.Any(option => option.Place == OptionPlace.ScenarioEntry);

    /// <summary>Whether a request may name personalities and test profiles; otherwise each scenario's own are used.</summary>
    public bool TakesPersonalities { get; init; } = true;

    /// <summary>
    /// Whether several personalities and profiles of one request surely make a run each. Where the service does not say so, the plan sends
    /// one request for each of them.
    /// </summary>
    public bool MultipliesCallers { get; init; } = true;

    /// <summary>Highest frequency that the service accepts.</summary>
    public int MaxRepetitions { get; init; } = int.MaxValue;

    /// <summary>Whether the caller and the agent speak, so that people can listen; otherwise they write.</summary>
    public bool IsSpoken { get; init; } = true;

    /// <summary>Whether the service runs suites in it; it is then a channel of theirs, of the same name.</summary>
    public bool HasSuites { get; init; }

    /// <summary>
    /// Whether a command starts scenarios in it, <c>cekura scenarios run-text</c> and others; what a command lacks only tests start.
    /// </summary>
    public bool HasCommand { get; init; } = true;

    /// <summary>The option of that name, null when this mode has none.</summary>
    public OptionField? Find(string option) => Options.FirstOrDefault(field => field.Name == option);

    /// <summary>The part of given options that goes to one place; values that are null say the same as none.</summary>
    public JsonObject Part(JsonObject? options, OptionPlace place) =>
        [
            .. (options ?? [])
                .Where(option => option.Value is not null && Find(option.Key)?.Place == place)
                .Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone())),
        ];
}
