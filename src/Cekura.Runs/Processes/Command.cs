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

    /// <summary>Whether lines are exchanged with it; otherwise its input is closed.</summary>
    public bool Converses { get; init; }

    /// <summary>The command that an option of the case names for a run; null when it names none.</summary>
    public static Command? Of(ScenarioCase scenarioCase, string option, long runId, long resultId) =>
        scenarioCase.Options?[option] is JsonArray { Count: > 0 } line
            ? new Command
            {
                Line = [.. line.Select(word => (string)word!)],
                WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(scenarioCase.Location.Path)) ?? "",
                Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["CEKURA_RUN_ID"] = Text(runId),
                    ["CEKURA_RESULT_ID"] = Text(resultId),
                    ["CEKURA_SCENARIO_ID"] = Text(scenarioCase.ScenarioId),
                },
            }
            : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
