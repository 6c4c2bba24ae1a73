namespace Cekura.NUnit;

/// <summary>
/// A conversation as the agent sees it that a <see cref="CekuraAgentAttribute"/> makes of a method. The same in all of its turns.
/// </summary>
public sealed class AgentConversation
{
    internal AgentConversation(string id, long runId, long scenarioId) => (Id, RunId, ScenarioId) = (id, runId, scenarioId);

    /// <summary>By which conversations are told apart; the same in no two test runs.</summary>
    public string Id { get; }

    /// <summary>Id of the run.</summary>
    public long RunId { get; }

    /// <summary>Id of the scenario. The agent under test should not care.</summary>
    public long ScenarioId { get; }

    /// <summary>
    /// What was said so far, in its order; the caller's words of this turn are the last. Each turn has a list of its own.
    /// </summary>
    public IReadOnlyList<AgentMessage> Messages { get; private set; } = [];

    /// <summary>What the caller says in this turn; empty: the agent speaks first.</summary>
    public string CallerText { get; private set; } = "";

    /// <summary>Whether the caller hangs up with these words: what is answered is recorded, and no other turn follows.</summary>
    public bool CallerHangsUp { get; private set; }

    /// <summary>Whatever the agent keeps from turn to turn, such as its session; null at first.</summary>
    public object? State { get; set; }

    internal void Hear(string text, bool hangsUp)
    {
        (CallerText, CallerHangsUp) = (text, hangsUp);
        Add(Speaker.Caller, [text]);
    }

    internal void Say(IEnumerable<string> texts) => Add(Speaker.Agent, texts);

    private void Add(Speaker speaker, IEnumerable<string> texts) =>
        Messages = [.. Messages, .. texts.Where(text => text.Length > 0).Select(text => new AgentMessage(speaker, text))];
}
