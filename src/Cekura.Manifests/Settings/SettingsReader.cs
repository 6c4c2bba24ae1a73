using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>
/// Joins what the command line, the environment, the settings file and the config file say, per value. The manifest's own values come after
/// all of these and are joined by the plan.
/// </summary>
internal static class SettingsReader
{
    /// <summary>The environment variable that holds the API key.</summary>
    public const string KeyVariable = "CEKURA_API_KEY";

    /// <summary>The environment variable that holds the key of the models' endpoint where a seed names no other.</summary>
    public const string ModelKeyVariable = "CEKURA_MODEL_KEY";

    /// <summary>Reads the settings. Never throws for what they can hold.</summary>
    /// <param name="runSettings">
    /// Section <c>Cekura</c> of the run's settings as the platform hands it over: the settings file with the command line's <c>--</c>
    /// values merged into it. Names ignore case; empty values count as not given.
    /// </param>
    /// <param name="environment">The process's environment, read once at start.</param>
    /// <param name="config">The config file, null for none.</param>
    /// <param name="baseDirectory">Folder to which paths are relative, null for the current directory.</param>
    /// <param name="settingsFile">
    /// The same section as it stands in the settings file on disk, when the caller knows the file. With it, a merged value that the file
    /// does not have came from the command line, and the order is: command line, environment, file. Without it every merged value counts as
    /// the command line's, unless the environment has another one that starts less.
    /// </param>
    public static SettingsReadResult Read(
        IReadOnlyDictionary<string, string?> runSettings,
        IReadOnlyDictionary<string, string?> environment,
        ConfigFile? config,
        string? baseDirectory,
        IReadOnlyDictionary<string, string?>? settingsFile = null
    )
    {
        ArgumentNullException.ThrowIfNull(runSettings);
        ArgumentNullException.ThrowIfNull(environment);
        var directory = Path.GetFullPath(baseDirectory ?? ".");
        var merged = new SettingLayer(SettingLayers.RunSettings, runSettings, directory);
        var layers = new SettingLayers
        {
            Environment = environment,
            Config = config,
            Directory = directory,
        };
        if (settingsFile is null)
        {
            return Read(layers with { Undecided = merged }, []);
        }

        var file = new Dictionary<string, string?>(settingsFile, StringComparer.OrdinalIgnoreCase);
        return Read(layers with { CommandLine = merged.Where(key => !IsOfFile(key)), Named = merged.Where(IsOfFile) }, []);

        bool IsOfFile(string key) => file.TryGetValue(key, out var value) && value?.Trim() == runSettings[key]?.Trim();
    }

    /// <summary>Joins what all places say.</summary>
    /// <param name="layers">The places.</param>
    /// <param name="problems">What is wrong with them already.</param>
    internal static SettingsReadResult Read(SettingLayers layers, IEnumerable<SettingsDiagnostic> problems)
    {
        var diagnostics = new List<SettingsDiagnostic>([.. layers.Config?.Diagnostics ?? [], .. problems, .. layers.CheckNames()]);
        var defaults = new CekuraSettings();
        var settings = defaults;
        var origins = new List<string>();
        foreach (var setting in SettingTable.All)
        {
            if (layers.Find(setting, diagnostics) is not { } value)
            {
                continue;
            }

            if (setting.Apply(settings, setting.IsPath ? Absolute(value) : value.Text) is { } applied)
            {
                settings = applied;
                if (setting.Apply(defaults, value.Text) != defaults)
                {
                    origins.Add($"{setting.Key}={Quoted.Bare(value.Text)} ({value.ShortPlace})");
                }
            }
            else
            {
                diagnostics.Add(Invalid(setting, value));
            }
        }

        diagnostics.AddRange(WithoutEffect.Check(settings, origins));
        settings = WithShareOfLimit(settings with { Options = layers.Options(diagnostics) }, diagnostics);
        var credentials = ReadKey(layers.Environment, layers.Config, diagnostics);
        var failed = diagnostics.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new SettingsReadResult(failed ? null : settings, credentials, diagnostics)
        {
            Origins = [.. origins, .. layers.OptionOrigins()],
        };
    }

    private static string Absolute(SettingValue path) =>
        path.Text.Contains('\0', StringComparison.Ordinal) ? path.Text : Path.GetFullPath(path.Text, Path.GetFullPath(path.Directory));

    private static CekuraSettings WithShareOfLimit(CekuraSettings settings, List<SettingsDiagnostic> diagnostics)
    {
        if (settings is not { Shard: { } shard, ConcurrencyLimit: { } limit })
        {
            return settings;
        }

        if (limit < shard.Count)
        {
            diagnostics.Add(
                new SettingsDiagnostic(
                    DiagnosticCodes.InvalidSetting,
                    DiagnosticSeverity.Error,
                    $"ConcurrencyLimit {limit} cannot be divided among {shard.Count} shards: some would have nothing. Use at most {limit} shards, or raise the limit.",
                    nameof(CekuraSettings.Shard)
                )
            );
            return settings;
        }

        return settings with
        {
            ConcurrencyLimit = shard.Of(limit),
        };
    }

    private static SettingsDiagnostic Invalid(Setting setting, SettingValue value)
    {
        // An address may carry a password; what stands before the @ is nobody's to print.
        var text = value.Text;
        var shown = text.Contains('@', StringComparison.Ordinal) ? $"…{text[text.LastIndexOf('@')..]}" : text;
        var message = $"{setting.Key} wants {setting.Allowed}, and is {Quoted.Text(shown)}.";
        return new SettingsDiagnostic(DiagnosticCodes.InvalidSetting, DiagnosticSeverity.Error, message, value.Place)
        {
            Setting = setting.Key,
        };
    }

    private static CekuraCredentials? ReadKey(
        IReadOnlyDictionary<string, string?> environment,
        ConfigFile? config,
        List<SettingsDiagnostic> diagnostics
    )
    {
        // A key that a CI system reads from a file often ends in a line break.
        var fromEnvironment = environment.GetValueOrDefault(KeyVariable)?.Trim();
        var (key, source) = string.IsNullOrEmpty(fromEnvironment)
            ? (config?.ApiKey?.Trim(), config?.Path ?? "")
            : (fromEnvironment, KeyVariable);
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        if (key.All(character => character is > ' ' and < '\x7f'))
        {
            return new CekuraCredentials(key, source);
        }

        diagnostics.Add(
            new SettingsDiagnostic(
                DiagnosticCodes.InvalidKey,
                DiagnosticSeverity.Error,
                "The API key holds white space or characters that no key has. Copy it again from the service, alone and on one line.",
                source
            )
        );
        return null;
    }
}
