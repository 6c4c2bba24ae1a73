using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Cekura.Agents.Lines;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Agents;

namespace Cekura.NUnit.InProcess;

/// <summary>The agents of a test assembly that answer in this process.</summary>
/// <param name="All">The methods.</param>
/// <param name="Problem">Why they cannot be used, for people; null: they can.</param>
internal sealed record AgentMethods(IReadOnlyList<AgentMethod> All, string? Problem)
{
    private static readonly ConcurrentDictionary<string, AgentMethods> Known = new(StringComparer.Ordinal);

    /// <summary>Those of an assembly that is loaded.</summary>
    /// <param name="path">Where it lies.</param>
    public static AgentMethods In(string path) => Known.GetOrAdd(path, lies => Of(AttributedMethods.In<CekuraAgentAttribute>(lies)));

    /// <summary>Reads them.</summary>
    public static AgentMethods Of(IEnumerable<(MethodInfo Method, CekuraAgentAttribute Attribute)> methods)
    {
        var (all, problems) = (new List<AgentMethod>(), new List<string>());
        foreach (var (method, attribute) in methods)
        {
            var (agent, problem) = AgentMethod.Read(method, attribute);
            if (agent is not null)
            {
                all.Add(agent);
            }
            else
            {
                problems.Add(problem!);
            }
        }

        foreach (var same in all.GroupBy(agent => agent.Id).Where(same => same.Count() > 1))
        {
            var names = string.Join(" and ", same.Select(agent => agent.Name).Order(StringComparer.Ordinal));
            problems.Add(
                same.Key == 0
                    ? $"{names} answer for every agent: give [CekuraAgent] of each the id of its agent, such as [CekuraAgent(12)]."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{names} answer for agent {same.Key}: leave one [CekuraAgent({same.Key})]."
                    )
            );
        }

        return new(all, problems.Count == 0 ? null : string.Join('\n', problems));
    }

    /// <summary>The method of an agent; null: none.</summary>
    /// <param name="agentId">Its id; null: not known here.</param>
    public AgentMethod? Find(long? agentId) =>
        All.FirstOrDefault(agent => agent.Id == agentId && agent.Id > 0) ?? All.FirstOrDefault(agent => agent.Id == 0);

    /// <inheritdoc cref="AgentMethod.Settings"/>
    public AgentSettings? SettingsOf(long? agentId) => Find(agentId)?.Settings;

    /// <summary>What names an agent that there is none of; null: nothing does.</summary>
    /// <param name="known">The ids of the agents.</param>
    /// <param name="seed">Where they stand.</param>
    public string? Unknown(IReadOnlyList<long> known, string seed) =>
        All.FirstOrDefault(agent => agent.Id > 0 && !known.Contains(agent.Id)) is { } lost
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{lost.Name} answers for agent {lost.Id}, which {seed} does not have. Its agents: {string.Join(", ", known)}. Correct [CekuraAgent({lost.Id})]."
            )
            : null;

    /// <summary>What to say where something else holds the conversations, and reaches an agent without its method; null: nothing.</summary>
    /// <param name="cases">What is going to run.</param>
    /// <param name="settings">They say where.</param>
    public string? Ignored(IEnumerable<ScenarioCase> cases, CekuraSettings settings) =>
        All.Count > 0
        && !settings.UsesEmulator
        && cases.FirstOrDefault(scenarioCase => scenarioCase.Mode != ChatRuns.Mode && Find(scenarioCase.AgentId) is not null) is { } ignored
            ? $"{Find(ignored.AgentId)!.Name} ([CekuraAgent]) does not answer in mode {ignored.Mode}: {settings.ApiUrl} reaches the agent by itself. The method answers with ApiUrl=emulator, and in mode {ChatRuns.Mode}."
            : null;
}
