using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Cli.Starting;
using Cekura.Client;

namespace Cekura.Cli.Discovery;

/// <summary>What there is in the service: scenarios, personalities, metrics, agents, test profiles.</summary>
internal sealed class WorkspaceCommands(CommandFactory factory)
{
    // The service lists them only by one of the two.
    private const string OfAgentOrProject = "test-profiles";

    // The service lists them by no agent.
    private static readonly string[] OfProject = ["personalities", "agents"];

    public IEnumerable<Command> Groups =>
        [
            Group<Scenario>(
                "scenarios",
                invocation =>
                    invocation.Client.Scenarios.ListAsync(
                        new ScenarioQuery { AgentId = invocation.Agent, ProjectId = invocation.Project },
                        invocation.Stop
                    ),
                (client, id, stop) => client.Scenarios.GetAsync(id, stop),
                ["ID", "PERSONALITY", "FOLDER", "NAME"],
                scenario => [$"{scenario.Id}", scenario.PersonalityName, scenario.FolderPath, scenario.Name],
                scenario => scenario.Source,
                new StartCommands(factory).All
            ),
            Group<Personality>(
                "personalities",
                invocation =>
                    invocation.Client.Personalities.ListAsync(new PersonalityQuery { ProjectId = invocation.Project }, invocation.Stop),
                (client, id, stop) => client.Personalities.GetAsync(id, stop),
                ["ID", "LANGUAGE", "NAME"],
                personality => [$"{personality.Id}", personality.Language, personality.Name],
                personality => personality.Source
            ),
            Group<Metric>(
                "metrics",
                invocation =>
                    invocation.Client.Metrics.ListAsync(
                        new MetricQuery { AgentId = invocation.Agent, ProjectId = invocation.Project },
                        invocation.Stop
                    ),
                (client, id, stop) => client.Metrics.GetAsync(id, stop),
                ["ID", "TYPE", "SLUG", "NAME"],
                metric => [$"{metric.Id}", metric.EvalType, metric.Slug, metric.Name],
                metric => metric.Source
            ),
            Group<Agent>(
                "agents",
                invocation => invocation.Client.Agents.ListAsync(new AgentQuery { ProjectId = invocation.Project }, invocation.Stop),
                (client, id, stop) => client.Agents.GetAsync(id, stop),
                ["ID", "CALLS", "LANGUAGE", "NAME"],
                agent =>
                    [
                        $"{agent.Id}",
                        agent.Inbound switch
                        {
                            true => "inbound",
                            false => "outbound",
                            null => "-",
                        },
                        agent.Language,
                        agent.Name,
                    ],
                agent => agent.Source
            ),
            Group<TestProfile>(
                OfAgentOrProject,
                invocation =>
                    invocation.Client.TestProfiles.ListAsync(
                        new TestProfileQuery { AgentId = invocation.Agent, ProjectId = invocation.Project },
                        invocation.Stop
                    ),
                (client, id, stop) => client.TestProfiles.GetAsync(id, stop),
                ["ID", "AGENT", "NAME"],
                profile => [$"{profile.Id}", $"{profile.AgentId}", profile.Name],
                profile => profile.Source
            ),
        ];

    private Command Group<T>(
        string name,
        Func<Asked, IAsyncEnumerable<T>> list,
        Func<CekuraClient, long, CancellationToken, Task<T>> get,
        IReadOnlyList<string> head,
        Func<T, IReadOnlyList<string?>> row,
        Func<T, JsonElement> source,
        params IEnumerable<Command> others
    )
    {
        var agent = new Option<long?>("--agent-id") { Description = "Only those of this agent." };
        var id = new Argument<long>("id") { Description = "Its id." };
        var isOfAgent = !OfProject.Contains(name, StringComparer.Ordinal);
        return CommandFactory.Group(
            name,
            $"The {name.Replace('-', ' ')} of the service.",
            [
                factory.Make(
                    "list",
                    "Lists them, all pages.",
                    [
                        $"{name} list {(isOfAgent ? "--agent-id 123" : "--project-id 742")}",
                        name == OfAgentOrProject ? $"{name} list --project-id 742 --format json" : $"{name} list --format json",
                    ],
                    isOfAgent ? [agent] : [],
                    async (invocation, cancellationToken) =>
                    {
                        var asked = new Asked(invocation.Client, invocation.Value(agent), invocation.ProjectId, cancellationToken);
                        if (name == OfAgentOrProject && asked is { Agent: null, Project: null })
                        {
                            await invocation.SayAsync(
                                "cekura: the service lists test profiles of an agent or a project only: give --agent-id or --project-id."
                            );
                        }

                        var entries = await list(asked).ToListAsync(cancellationToken);
                        var table = new TextTable(head);
                        foreach (var entry in entries)
                        {
                            table.Add(row(entry));
                        }

                        await invocation.WriteAsync(new JsonArray([.. entries.Select(entry => JsonText.Of(source(entry)))]), () =>
                            table.Write(invocation.Environment.Width)
                        );
                        return ExitCode.Success;
                    }
                ),
                factory.Make(
                    "get",
                    "Shows one of them, as the service sends it.",
                    [$"{name} get 123"],
                    [id],
                    async (invocation, cancellationToken) =>
                    {
                        var json = JsonText.Of(source(await get(invocation.Client, invocation.Value(id), cancellationToken)));
                        await invocation.WriteAsync(json, () => JsonText.Write(json));
                        return ExitCode.Success;
                    }
                ),
                .. others,
            ]
        );
    }

    private sealed record Asked(CekuraClient Client, long? Agent, long? Project, CancellationToken Stop);
}
