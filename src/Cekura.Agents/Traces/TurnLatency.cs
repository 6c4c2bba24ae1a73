namespace Cekura.Agents.Traces;

/// <summary>Where the time of one turn of the agent went.</summary>
/// <param name="Total">From the caller's last word to the agent's first.</param>
/// <param name="Models">Of it, waiting for a language model.</param>
/// <param name="Tools">Of it, in tools.</param>
internal sealed record TurnLatency(TimeSpan Total, TimeSpan Models, TimeSpan Tools)
{
    /// <summary>The calls of models that began in it.</summary>
    public IReadOnlyList<TracedModel> Calls { get; init; } = [];

    /// <summary>What neither explains: the agent's own code and the way.</summary>
    public TimeSpan Rest => Total - Models - Tools is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
}
