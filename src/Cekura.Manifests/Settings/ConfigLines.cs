using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>Finds known keys among the lines of a TOML file and leaves all others alone.</summary>
internal sealed class ConfigLines(string path, IReadOnlyList<string> lines)
{
    private readonly List<SettingsDiagnostic> _diagnostics = [];

    public IReadOnlyList<SettingsDiagnostic> Diagnostics => _diagnostics;

    /// <summary>A text in quotes; null when the key does not stand there or its value is empty.</summary>
    public string? Text(string key)
    {
        if (Find(key) is not var (line, value))
        {
            return null;
        }

        if (TomlString.TryParse(value, out var text))
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        Report(key, line, "a text in quotes on one line");
        return null;
    }

    /// <summary>A positive integer, with or without quotes.</summary>
    public long? Id(string key)
    {
        if (Find(key) is not var (line, value))
        {
            return null;
        }

        var text = TomlString.TryParse(value, out var quoted) ? quoted : value.Split('#')[0].Trim();
        if (Identifier.TryParse(text, out var id))
        {
            return id;
        }

        Report(key, line, "a positive integer");
        return null;
    }

    private (int Line, string Value)? Find(string key)
    {
        for (var line = 0; line < lines.Count; line++)
        {
            var text = lines[line].AsSpan().Trim();
            if (text.StartsWith('['))
            {
                // Below the first table header nothing is a key of ours.
                return null;
            }

            var equals = text.IndexOf('=');
            if (equals > 0 && text[..equals].Trim().Trim("\"'").SequenceEqual(key))
            {
                return (line + 1, text[(equals + 1)..].Trim().ToString());
            }
        }

        return null;
    }

    // The value may be the key, so it is never shown.
    private void Report(string key, int line, string wanted) =>
        _diagnostics.Add(
            new SettingsDiagnostic(
                DiagnosticCodes.ConfigLine,
                DiagnosticSeverity.Error,
                $"{key} wants {wanted}. Mend this line of the config file.",
                $"{path}({line})"
            )
        );
}
