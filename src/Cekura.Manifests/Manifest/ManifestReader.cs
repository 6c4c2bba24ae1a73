using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>Reads <c>cekura.json</c>: JSON with comments and trailing commas, UTF-8, names in snake_case.</summary>
/// <param name="maxBytes">Largest manifest that is read, in bytes, at least 1.</param>
internal sealed class ManifestReader(int maxBytes = ManifestReader.DefaultMaxBytes)
{
    /// <summary>Largest manifest that is read when nothing else is said: 5 MB.</summary>
    public const int DefaultMaxBytes = 5 * 1024 * 1024;

    /// <summary>Most pairs (scenario × personality × test profile) of one manifest.</summary>
    public const int MaxPairs = 100_000;

    private string TooLargeMessage => $"The manifest is larger than {maxBytes} bytes. Split it into several *.cekura.json.";

    /// <summary>Reads a file. Never throws for anything that the file, its name or its absence can be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">The name that locations carry when the file is a copy of the one that people edit; null: the file
    /// itself.</param>
    public ManifestReadResult Read(string path, string? shownAs = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        shownAs ??= path;
        var file = TextFile.Read(path, maxBytes);
        return file.Text is { } text ? Parse(text, shownAs)
            : file.IsMissing
                ? Refused(
                    shownAs,
                    DiagnosticCodes.ManifestNotFound,
                    "There is no such manifest. Create it, or mend the path in the setting Manifest."
                )
            : Refused(shownAs, DiagnosticCodes.ManifestUnreadable, $"The manifest cannot be read: {file.Error}");
    }

    /// <summary>Reads a text. Never throws for anything that it can hold.</summary>
    /// <param name="utf8">The bytes, with or without a UTF-8 byte order mark.</param>
    /// <param name="path">The name that locations carry, and from which a manifest without a name is called.</param>
    public ManifestReadResult Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var text = ManifestText.WithoutMark(utf8);
        if (text.Length > maxBytes)
        {
            return Refused(path, DiagnosticCodes.ManifestTooLarge, TooLargeMessage);
        }

        var diagnostics = new DiagnosticBag(new TextPositions(text, path));
        var root = ManifestText.Check(text.Span, TextRules.Manifest, diagnostics)
            ? new PositionedJson(text, TextRules.Manifest, diagnostics).Parse()
            : null;
        var manifest = root is null ? null : new ManifestDocument(path, diagnostics).Read(root);
        return new ManifestReadResult(diagnostics.HasErrors ? null : manifest, diagnostics.ToList());
    }

    private static ManifestReadResult Refused(string path, string code, string message) =>
        new(null, [new ManifestDiagnostic(code, DiagnosticSeverity.Error, message, new SourceLocation(path, 1, 1))]);
}
