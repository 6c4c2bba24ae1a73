namespace Cekura.Client;

/// <summary>Starts conversations whose agent side the caller of this API plays (contract, sections 7 and 18).</summary>
public sealed record RunApiChatRequest
{
    /// <summary>Agent under test; default: the agent of the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>The provider's assistant id, instead of <see cref="AgentId"/>.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Label of the result. Always set it: an orphaned start is found again by it.</summary>
    public string? Name { get; init; }

    /// <summary>Ids of the scenarios to run.</summary>
    public IReadOnlyList<long>? Scenarios { get; init; }

    /// <summary>Selects scenarios by tag.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Selects scenarios by folder, dot-separated; needs <see cref="ProjectId"/>.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Project; default: the project of the key.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Repetitions of each scenario, at least 1; default 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>Personalities to use instead of each scenario's own.</summary>
    public IReadOnlyList<long>? PersonalityIds { get; init; }

    /// <summary>Test profiles to use instead of each scenario's own.</summary>
    public IReadOnlyList<long>? TestProfileIds { get; init; }

    /// <summary>Seconds for a whole conversation, from 1 to 3600; default: the project's.</summary>
    public int? Timeout { get; init; }
}
