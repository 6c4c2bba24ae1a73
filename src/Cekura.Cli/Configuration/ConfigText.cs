using Cekura.Cli.Output;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Cekura.Cli.Configuration;

/// <summary>
/// The config file to be written again: TOML says where a value of the file's top stands, and everything else stays, to the byte. Not a
/// record: printing one must not print the key.
/// </summary>
internal sealed class ConfigText
{
    private readonly string _path;
    private readonly string _text;
    private readonly DocumentSyntax _document;

    private ConfigText(string path, string text, DocumentSyntax document) => (_path, _text, _document) = (path, text, document);

    /// <summary>Reads the file; one that does not exist is empty.</summary>
    /// <exception cref="CommandException">It is no TOML, so what it says could get lost.</exception>
    public static ConfigText Read(ConfigFile file) => Parse(File.Exists(file.Path) ? File.ReadAllText(file.Path) : "", file.Path);

    /// <inheritdoc cref="Read"/>
    internal static ConfigText Parse(string text, string path)
    {
        try
        {
            // The parser throws where a text ends in the middle of an escape, so there is a line more.
            var document = SyntaxParser.Parse(text + '\n', path);

            // Its messages may show a value, and so the key.
            return document.HasErrors
                ? throw NoToml($"{path}({document.Diagnostics[0].Span.Start.Line + 1})")
                : new ConfigText(path, text, document);
        }
        catch (ArgumentException)
        {
            throw NoToml(path);
        }
    }

    /// <summary>The same with one value more, with another one, or for null without it.</summary>
    /// <param name="key">A key of the file's top.</param>
    /// <param name="value">A text or an id; null takes it away.</param>
    /// <exception cref="CommandException">The file cannot hold the value.</exception>
    public ConfigText With(string key, string? value)
    {
        var found = _document.KeyValues.FirstOrDefault(entry => entry.Key is { DotKeys.ChildrenCount: 0 } name && Name(name.Key) == key);
        if (value is null)
        {
            return found is null ? this : Parse(_text.Remove(LineOf(found.Key!), EndOfLine(found.Value!) - LineOf(found.Key!)), _path);
        }

        var written =
            Identifier.TryParse(value, out var id) && key.EndsWith("_id", StringComparison.Ordinal)
                ? $"{id}"
                : $"{new StringValueSyntax(value)}";
        var text = found?.Value is { Span: var span }
            ? string.Concat(_text.AsSpan(0, span.Start.Offset), written, _text.AsSpan(span.End.Offset + 1))
            : Insert($"{key} = {written}");
        return Parse(text, _path);
    }

    /// <summary>The file as it is read where no TOML is known.</summary>
    public ConfigFile Reread() => ConfigFile.Parse(_text, _path);

    /// <summary>Writes the file, readable by its owner alone; a reader finds the old text or the new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public Task SaveAsync(CancellationToken cancellationToken) => OwnerFile.ReplaceAsync(_path, _text, cancellationToken);

    public override string ToString() => _path;

    /// <summary>The whole text, for tests.</summary>
    internal string Text => _text;

    // A key below a table's header would belong to the table.
    private string Insert(string line)
    {
        var end = NewLine;
        if (_document.Tables.FirstOrDefault() is { OpenBracket: { } header })
        {
            return _text.Insert(LineOf(header), line + end);
        }

        var kept = _text.TrimEnd('\r', '\n');
        return kept.Length == 0 ? line + end : string.Concat(kept, end, line, end);
    }

    private static CommandException NoToml(string place) =>
        CommandException.Usage($"{place}: this is not TOML, so nothing was written. Mend the line.");

    private string NewLine => _text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private int LineOf(SyntaxNodeBase node) => _text.LastIndexOf('\n', Math.Max(0, node.Span.Start.Offset - 1)) + 1;

    private int EndOfLine(SyntaxNodeBase node) => _text.IndexOf('\n', node.Span.End.Offset) is var end and >= 0 ? end + 1 : _text.Length;

    private static string? Name(BareKeyOrStringValueSyntax? key) =>
        key switch
        {
            BareKeySyntax bare => bare.Key?.Text,
            StringValueSyntax quoted => quoted.Value,
            _ => null,
        };
}
