using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Pull;
using Cekura.Cli.Running;
using Cekura.Client;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Manifests;

/// <summary>Commands about <c>cekura.json</c>: filling it from the service, checking it.</summary>
internal sealed class ManifestCommands(CommandFactory factory)
{
    public const string DefaultName = "cekura.json";

    public Command Group =>
        CommandFactory.Group(
            "manifest",
            "The file that lists scenarios: fill it from the service, check it, see what it would start.",
            Pull(),
            Validate(),
            new PlanCommand(factory).Command
        );

    private Command Pull()
    {
        var path = new Argument<string>("path") { Description = "The manifest.", DefaultValueFactory = _ => DefaultName };
        var agent = new Option<long?>("--agent-id") { Description = "Scenarios of this agent; default: the manifest's." };
        var tags = new Option<string?>("--tags") { Description = "Only scenarios with one of these tags, separated by commas." };
        var folder = new Option<string?>("--folder-path") { Description = "Only scenarios in this folder, dot-separated." };
        return factory.Make(
            "pull",
            "Fills a manifest from the service: new scenarios are appended; name, folder and tags follow the service; comments and everything else stay.",
            ["manifest pull --agent-id 12", "manifest pull booking.cekura.json --agent-id 12 --tags smoke,booking"],
            [path, agent, tags, folder],
            async (invocation, cancellationToken) =>
            {
                var file = invocation.Environment.PathOf(invocation.Value(path));
                var existing = File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null;
                var agentId = invocation.Value(agent)
                    ?? (existing is not null ? new ManifestReader().Parse(existing, file).Manifest?.AgentId : null);
                if (agentId is null && invocation.ProjectId is null)
                {
                    throw CommandException.Usage("Whose scenarios? Give --agent-id or --project-id.");
                }

                var query = new ScenarioQuery
                {
                    AgentId = agentId,
                    ProjectId = agentId is null ? invocation.ProjectId : null,
                    Tags = invocation.Value(tags) is { } chosen ? CommaList.Split(chosen) : null,
                    FolderPath = invocation.Value(folder),
                };
                var scenarios = await invocation.Client.Scenarios.ListAsync(query, cancellationToken).ToListAsync(cancellationToken);
                var scope = new PullScope(
                    agentId,
                    IsWhole: query.Tags is null && query.FolderPath is null && invocation.LeftOut == 0,
                    await NameAsync(invocation, existing, agentId, cancellationToken)
                );
                var pulled = new ManifestPull(file, scope).Apply(existing is null ? default(ReadOnlyMemory<byte>?) : existing, scenarios);
                if (pulled.Text is not { } written)
                {
                    throw CommandException.Usage(
                        string.Join('\n', pulled.Diagnostics.Append<object>("Nothing was written. Mend the manifest first."))
                    );
                }

                await WholeFile.WriteAsync(file, written, cancellationToken);
                await invocation.WriteAsync(
                    new JsonObject
                    {
                        ["path"] = file,
                        ["changes"] = new JsonArray([
                            .. pulled.Changes.Select(change => new JsonObject
                            {
                                ["change"] = change.Kind.ToString().ToLowerInvariant(),
                                ["scenario_id"] = change.ScenarioId,
                                ["name"] = change.Name,
                                ["fields"] = new JsonArray([.. change.Fields.Select(field => JsonValue.Create(field))]),
                            }),
                        ]),
                    },
                    () => Text(file, pulled).Write(invocation.Environment.Width)
                );
                return ExitCode.Success;
            }
        );
    }

    private Command Validate()
    {
        var path = new Argument<string>("path") { Description = "The manifest.", DefaultValueFactory = _ => DefaultName };
        return factory.Make(
            "validate",
            "Checks a manifest and the suites that it lists, without the network.",
            ["manifest validate", "manifest validate booking.cekura.json --format json"],
            [path],
            async (invocation, _) =>
            {
                var file = invocation.Environment.PathOf(invocation.Value(path));
                var settings = Path.Combine(Path.GetDirectoryName(file)!, "cekura.runsettings");
                var found = ProjectCheck.Check(
                    new ProjectFiles(Path.GetFileName(Path.GetDirectoryName(file)!), settings, [new SourceFile(file, file)], []),
                    new CekuraSettings()
                );
                var json = new JsonArray([
                    .. found.Select(diagnostic => new JsonObject
                    {
                        ["code"] = diagnostic.Code,
                        ["severity"] = diagnostic.Severity.ToString().ToLowerInvariant(),
                        ["message"] = diagnostic.Message,
                        ["file"] = diagnostic.Location.Path,
                        ["line"] = diagnostic.Location.Line,
                        ["column"] = diagnostic.Location.Column,
                    }),
                ]);
                await invocation.WriteAsync(json, () => found.Count == 0 ? "Nothing is wrong." : string.Join('\n', found));
                return found.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? ExitCode.Usage : ExitCode.Success;
            }
        );
    }

    // A new manifest is called like its agent, which is what people look for in the tree of tests.
    private static async Task<string?> NameAsync(
        Invocation invocation,
        byte[]? existing,
        long? agentId,
        CancellationToken cancellationToken
    ) => existing is null && agentId is { } id ? (await invocation.Client.Agents.GetAsync(id, cancellationToken)).Name : null;

    private static TextTable Text(string file, PulledManifest pulled)
    {
        var table = new TextTable("CHANGE", "ID", "NAME", "FIELDS");
        foreach (var change in pulled.Changes)
        {
            table.Add(change.Kind.ToString().ToLowerInvariant(), $"{change.ScenarioId}", change.Name, string.Join(", ", change.Fields));
        }

        if (pulled.Changes.Count == 0)
        {
            table.Add("none", "", $"{file} is up to date", "");
        }

        return table;
    }
}
