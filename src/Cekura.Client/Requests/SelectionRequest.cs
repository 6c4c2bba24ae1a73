using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Fields of the starts that select scenarios by id, tag or folder (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c> and
/// others). Give one selection: <see cref="ScenarioIds"/>, <see cref="Tags"/> or <see cref="FolderPath"/>. Fields that are null are not
/// sent.
/// </summary>
public abstract record SelectionRequest
{
    private protected SelectionRequest() { }

    /// <summary>Id of the agent under test; default: the agent of the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>The provider's assistant id, instead of <see cref="AgentId"/>.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Label of the result. Always set it: an orphaned start is found again by it.</summary>
    public string? Name { get; init; }

    /// <summary>Ids of the scenarios to run.</summary>
    [JsonPropertyName("scenarios")]
    public IReadOnlyList<long>? ScenarioIds { get; init; }

    /// <summary>Selects scenarios by tag.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Selects scenarios by folder, dot-separated; needs <see cref="ProjectId"/>.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Id of the project; default: the project of the key.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Repetitions of each scenario, at least 1; default 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>Personalities to use instead of each scenario's own, one run an entry.</summary>
    public IReadOnlyList<long>? PersonalityIds { get; init; }

    /// <summary>Test profiles to use instead of each scenario's own, one run an entry.</summary>
    public IReadOnlyList<long>? TestProfileIds { get; init; }
}
