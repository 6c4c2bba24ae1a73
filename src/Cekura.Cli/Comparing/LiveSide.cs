using System.Globalization;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.TestHost;

namespace Cekura.Cli.Comparing;

/// <summary>One side of a live comparison: the tests of the manifest with the settings that make them go to one agent.</summary>
/// <param name="Name">What was written.</param>
/// <param name="Project">The project with its settings.</param>
internal sealed record LiveSide(string Name, TestProject Project)
{
    private const string SeedEnd = ".seed.json";

    /// <exception cref="CommandException">The side cannot be understood, or the manifest has errors.</exception>
    public static LiveSide Load(Invocation invocation, string option, string word, string manifest, int? maxRuns)
    {
        var folder = Path.GetDirectoryName(manifest)!;
        var typed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            // What an earlier run started, and files of conversations, have no place in a comparison.
            ["Reuse"] = nameof(Reuse.Never),
            ["Recordings"] = nameof(RecordingSelection.None),
        };
        if (maxRuns is { } max)
        {
            typed["MaxRuns"] = max.ToString(CultureInfo.InvariantCulture);
        }

        if (invocation.GivenApiUrl is { } address)
        {
            typed["ApiUrl"] = address;
        }

        foreach (var (key, value) in Settings(invocation, option, word, manifest))
        {
            typed[key] = value;
        }

        var project = TestProject.LoadManifests(
            new TestContainer(Path.Combine(folder, $"{Path.GetFileName(folder)}.dll"), folder, [new SourceFile(manifest, manifest)], [])
            {
                Settings = TestContainer.SettingsIn(folder),
            },
            RunSettingsDocument.Of(typed, named: null),
            new SettingsEnvironment(Variables(invocation), invocation.Config, invocation.Environment.Home),
            (_, _) => { }
        );
        var errors = project.Problems.Where(problem => problem.IsError).Select(problem => problem.Text).ToList();
        return errors.Count > 0 ? throw CommandException.Usage($"{option}: {string.Join('\n', errors)}\nNothing was started.")
            : project.Settings is { DryRun: true } ? throw CommandException.Usage("The setting DryRun is on, so nothing was started.")
            : new LiveSide(UntrustedText.Line(word, 100), project);
    }

    /// <summary>What runs of it.</summary>
    public IReadOnlyList<DiscoveredSuite> Suites(Func<ScenarioCase, bool> isWanted) =>
        [
            .. Project.Suites.Select(suite =>
                suite with
                {
                    Cases = [.. suite.Cases.Where(scenarioCase => scenarioCase.Skip is null && isWanted(scenarioCase))],
                }
            ),
        ];

    private static List<(string Key, string Value)> Settings(Invocation invocation, string option, string word, string manifest)
    {
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return [("AgentId", word)];
        }

        if (word.EndsWith(SeedEnd, StringComparison.OrdinalIgnoreCase))
        {
            return [("Seed", invocation.Environment.PathOf(word))];
        }

        if (Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Host.Length > 0)
        {
            return Address(option, address, word, manifest);
        }

        return
        [
            .. word.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(pair =>
                    pair.Split('=', 2) is [{ Length: > 0 } key, var value]
                        ? (key, value)
                        : throw CommandException.Usage(
                            $"{option}: \"{UntrustedText.Line(word)}\" is no agent. With --live name its id, its address, a file *{SeedEnd}, or settings such as AgentId=12. Nothing was started."
                        )
                ),
        ];
    }

    // Each mode has an option of its own for it.
    private static List<(string Key, string Value)> Address(string option, Uri address, string word, string manifest)
    {
        var isSocket = address.Scheme is "ws" or "wss";
        var name = isSocket ? "websocket_url" : "endpoint";
        var modes = (new ManifestReader().Read(manifest, manifest).Manifest?.Scenarios ?? [])
            .Select(scenario => scenario.Mode)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var with = Cekura.Manifests.Modes.ModeTable.All.Where(mode => mode.Find(name) is not null).Select(mode => mode.Name).ToList();
        if (modes.Count > 0 && modes.Except(with).FirstOrDefault() is { } without)
        {
            throw CommandException.Usage(
                $"{option}: tests in mode {without} have no option {name}, so {address.Scheme} addresses do not reach their agent. Name settings instead, such as AgentId=12. Nothing was started."
            );
        }

        return [.. with.Select(mode => ($"Options.{mode}.{name}", word))];
    }

    private static Dictionary<string, string?> Variables(Invocation invocation)
    {
        var variables = new Dictionary<string, string?>(invocation.Environment.Variables);
        if (invocation.GivenApiKey is { } key)
        {
            variables["CEKURA_API_KEY"] = key;
        }

        return variables;
    }
}
