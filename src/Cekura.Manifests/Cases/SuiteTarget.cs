using System.Text.Json.Nodes;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>Against what a suite runs, which the suite itself does not say.</summary>
/// <param name="Mode">The mode; one that <see cref="Modes.Mode.HasSuites"/>, or the suite cannot run.</param>
/// <param name="AgentId">The agent under test; null when nothing names one, and then the suite cannot run.</param>
/// <param name="Options">Options of the mode, from the settings over the manifest; null: none.</param>
internal sealed record SuiteTarget(string Mode, long? AgentId, JsonObject? Options)
{
    /// <summary>The target that settings, else the manifest, name.</summary>
    /// <param name="manifest">The manifest that lists the suite; null when no manifest does.</param>
    /// <param name="settings">The settings of this run.</param>
    public static SuiteTarget Of(CekuraManifest? manifest, CekuraSettings settings)
    {
        var mode = settings.Mode ?? manifest?.Mode ?? ModeTable.Default;
        return new SuiteTarget(
            mode,
            settings.AgentId ?? manifest?.AgentId,
            OptionOverlay.Of(ModeTable.Find(mode)!, manifest?.Options.GetValueOrDefault(mode), settings.Options.GetValueOrDefault(mode))
        );
    }

    /// <summary>What is wrong with the target. With an error the suite cannot be started.</summary>
    /// <param name="location">Where the suite is listed, or the suite itself.</param>
    public IReadOnlyList<ManifestDiagnostic> Check(SourceLocation location)
    {
        var problems = new List<ManifestDiagnostic>();
        if (!ModeTable.Find(Mode)!.HasSuites)
        {
            problems.Add(
                new ManifestDiagnostic(
                    DiagnosticCodes.SuiteMode,
                    DiagnosticSeverity.Error,
                    $"Suites do not run in mode {Quoted.Text(Mode)}. They run in {string.Join(", ", ModeTable.All.Where(mode => mode.HasSuites).Select(mode => mode.Name))}; list this one in a manifest of its own with such a mode.",
                    location
                )
            );
        }

        if (AgentId is null)
        {
            problems.Add(
                new ManifestDiagnostic(
                    DiagnosticCodes.SuiteWithoutAgent,
                    DiagnosticSeverity.Error,
                    "Nothing says which agent this suite tests. Set \"agent\" in a manifest that lists it, or AgentId in the settings.",
                    location
                )
            );
        }

        foreach (var name in (Options ?? []).Select(option => option.Key).Where(name => !Reaches(name)))
        {
            problems.Add(
                new ManifestDiagnostic(
                    DiagnosticCodes.SuiteOption,
                    DiagnosticSeverity.Warning,
                    $"options.{Mode}.{Quoted.Bare(name)} does not reach suites: their request has no such field. They run with what the agent has in the service.",
                    location
                )
            );
        }

        return problems;
    }

    // What this machine does when a run has started is not part of the request. The address of a chat is the agent's own; that of raw audio
    // can be sent.
    private bool Reaches(string option) =>
        option
            is "agent_number"
                or "concurrency_limit"
                or "dial_command"
                or "livekit_data"
                or "mock_tool_names"
                or "mode"
                or "outbound_phone_number"
                or "pipecat_data"
        || (option is "websocket_url" && Mode is "chirp");
}
