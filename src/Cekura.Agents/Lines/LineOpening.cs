namespace Cekura.Agents.Lines;

/// <summary>A conversation that is to begin.</summary>
/// <param name="Agent">With whom.</param>
internal sealed record LineOpening(AgentSettings Agent)
{
    /// <summary>The address with all placeholders filled; null: as the settings say.</summary>
    public string? Url { get; init; }

    /// <summary>Headers of this conversation; they win over those of the agent.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Headers of each single request, made when it is sent; null: none.</summary>
    public Func<IReadOnlyDictionary<string, string>>? EachRequest { get; init; }

    /// <summary>Variables for the program of an agent that is one; those of its settings win.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>By which the agent tells conversations apart; the same in no two test runs.</summary>
    public string ConversationId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Id of the run.</summary>
    public long RunId { get; init; }

    /// <summary>Id of the scenario.</summary>
    public long ScenarioId { get; init; }

    /// <summary>What the place is called where the address is written, for messages.</summary>
    public string UrlName { get; init; } = "url";
}
