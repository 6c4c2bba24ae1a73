using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>
/// <c>~/.cekura/config.toml</c>: the lines that this product knows, out of the top of a TOML file. It reads no more of TOML than that,
/// because every test host does. Not a record: printing one must not print the key.
/// </summary>
internal sealed class ConfigFile
{
    /// <summary>Far above what is written by hand, far below what would hurt.</summary>
    private const int MaxBytes = 1024 * 1024;

    private ConfigFile(string path, IReadOnlyList<string> lines)
    {
        Path = path;
        var values = new ConfigLines(path, lines);
        ApiKey = values.Text("api_key");
        ApiUrl = values.Text("api_url");
        DefaultOrganizationId = values.Id("default_organization_id");
        DefaultProjectId = values.Id("default_project_id");
        Diagnostics = values.Diagnostics;
    }

    private ConfigFile(string path, string problem)
        : this(path, [])
    {
        IsUnreadable = true;
        Diagnostics = [new SettingsDiagnostic(DiagnosticCodes.ConfigUnreadable, DiagnosticSeverity.Error, problem, path)];
    }

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    /// <summary>The API key, null when there is none.</summary>
    public string? ApiKey { get; }

    /// <summary>The service's address, null when there is none.</summary>
    public string? ApiUrl { get; }

    /// <summary>Organization to work in, at least 1; null when there is none.</summary>
    internal long? DefaultOrganizationId { get; }

    /// <summary>Project to work in, at least 1; null when there is none.</summary>
    public long? DefaultProjectId { get; }

    /// <summary>Whether the file is there and cannot be read at all.</summary>
    public bool IsUnreadable { get; }

    /// <summary>What cannot be understood. Never repeats a value.</summary>
    public IReadOnlyList<SettingsDiagnostic> Diagnostics { get; }

    /// <summary>Reads the file of a user; empty when there is no home folder, and then it cannot be written either.</summary>
    internal static ConfigFile OfUser(string home) =>
        HomeFolder.PathIn(home, ".cekura", "config.toml") is var path && HomeFolder.Has(path)
            ? Read(path)
            : new ConfigFile(path, lines: []);

    /// <summary>Reads a file; one that does not exist is empty. Never throws for what a file can be.</summary>
    public static ConfigFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file.Length <= MaxBytes
                ? Parse(new StreamReader(file).ReadToEnd(), path)
                : new ConfigFile(path, "The config file is larger than 1 MB. Is it the right file?");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ConfigFile(path, lines: []);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new ConfigFile(path, $"The config file cannot be read: {Quoted.Sentence(exception.Message)}");
        }
    }

    /// <summary>Reads a text.</summary>
    internal static ConfigFile Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ConfigFile(path, text.ReplaceLineEndings("\n").Split('\n'));
    }
}
