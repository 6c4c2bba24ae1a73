using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;

namespace Cekura.Runs.Processes;

/// <summary>A program of the user's that takes part in a run.</summary>
internal sealed record Command
{
    /// <summary>The program and its arguments; no shell reads them.</summary>
    public required IReadOnlyList<string> Line { get; init; }

    /// <summary>Where it runs: the folder of the manifest.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables that are added to what it inherits of this process (<see cref="ChildEnvironment"/>).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Keys of Cekura that it inherits; all others are kept back.</summary>
    public IReadOnlyList<string> PassVariables { get; init; } = [];

    /// <summary>Whether lines are exchanged with it; otherwise its input is closed.</summary>
    public bool Converses { get; init; }

    /// <summary>The command that an option of the case names for a run; null when it names none.</summary>
    public static Command? Of(ScenarioCase scenarioCase, string option, long runId, long resultId) =>
        scenarioCase.Options?[option] is JsonArray { Count: > 0 } line
            ? new Command
            {
                Line = [.. line.Select(word => (string)word!)],
                WorkingDirectory = FolderOf(scenarioCase),
                Environment = About(scenarioCase, runId, resultId),
            }
            : null;

    /// <summary>The program of an agent that a case spells out: <c>command</c>, <c>working_directory</c>, <c>environment</c>,
    /// <c>pass_variables</c>.</summary>
    public static Command Of(ScenarioCase scenarioCase, JsonObject agent, long runId, long resultId)
    {
        var environment = About(scenarioCase, runId, resultId);
        foreach (var (name, value) in agent["environment"] as JsonObject ?? [])
        {
            environment[name] = (string?)value ?? "";
        }

        return new()
        {
            Line = [.. (agent["command"] as JsonArray ?? []).Select(word => (string)word!)],
            WorkingDirectory = Path.GetFullPath((string?)agent["working_directory"] ?? "", FolderOf(scenarioCase)),
            Environment = environment,
            PassVariables = [.. (agent["pass_variables"] as JsonArray ?? []).Select(name => (string)name!)],
        };
    }

    private static string FolderOf(ScenarioCase scenarioCase) => Path.GetDirectoryName(Path.GetFullPath(scenarioCase.Location.Path)) ?? "";

    private static Dictionary<string, string> About(ScenarioCase scenarioCase, long runId, long resultId) =>
        new(StringComparer.Ordinal)
        {
            ["CEKURA_RUN_ID"] = Text(runId),
            ["CEKURA_RESULT_ID"] = Text(resultId),
            ["CEKURA_SCENARIO_ID"] = Text(scenarioCase.ScenarioId),
        };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
