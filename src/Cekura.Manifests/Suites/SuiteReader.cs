using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>
/// Reads <c>*.tests.json</c>: the service's own test-suite format, version 1, unchanged, as
/// <c>POST /test_framework/v1/scenarios/run_scenarios_json/</c> takes it. It is plain JSON, without comments; a property that the format
/// does not have is an error.
/// </summary>
/// <param name="maxBytes">Largest suite that is read, in bytes, at least 1.</param>
internal sealed class SuiteReader(int maxBytes = SuiteReader.DefaultMaxBytes)
{
    /// <summary>Largest suite that is read when nothing else is said: 1 MB, the service's limit.</summary>
    public const int DefaultMaxBytes = 1024 * 1024;

    /// <summary>Most test cases of one suite.</summary>
    public const int MaxTestCases = 200;

    private const int MaxPath = 400;

    /// <summary>Reads a file. Never throws for anything that the file, its name or its absence can be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">The name that locations carry when the file is a copy of the one that people edit; null: the file
    /// itself.</param>
    /// <param name="listedAt">Where a manifest names the file: a missing or unreadable file is reported there. Null: at the file.</param>
    public SuiteReadResult Read(string path, string? shownAs = null, SourceLocation? listedAt = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        shownAs ??= path;
        var file = TextFile.Read(path, maxBytes);
        return file.Text is { } text ? Parse(text, shownAs)
            : file.IsMissing
                ? Refused(
                    listedAt ?? Start(shownAs),
                    DiagnosticCodes.SuiteNotFound,
                    $"There is no suite {Quoted.Bare(shownAs, MaxPath)}. Create it, or mend its name."
                )
            : Refused(
                listedAt ?? Start(shownAs),
                DiagnosticCodes.SuiteUnreadable,
                $"The suite {Quoted.Bare(shownAs, MaxPath)} cannot be read: {file.Error}"
            );
    }

    /// <summary>Reads a text. Never throws for anything that it can hold.</summary>
    /// <param name="utf8">The bytes, with or without a UTF-8 byte order mark.</param>
    /// <param name="path">The name that locations carry, and from which a suite without a name is called.</param>
    public SuiteReadResult Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var text = ManifestText.WithoutMark(utf8);
        if (text.Length > maxBytes)
        {
            return Refused(
                Start(path),
                DiagnosticCodes.SuiteTooLarge,
                $"The suite is larger than {maxBytes} bytes, more than the service takes. Split it into several *.tests.json."
            );
        }

        var positions = new TextPositions(text, path);
        var diagnostics = new DiagnosticBag(positions);
        var root = ManifestText.Check(text.Span, TextRules.Suite, diagnostics)
            ? new PositionedJson(text, TextRules.Suite, diagnostics).Parse()
            : null;
        if (root is null)
        {
            return new SuiteReadResult(Suite: null, diagnostics.ToList(), FollowsSchema: false);
        }

        var problems = new SuiteProblems(diagnostics);
        new SuiteSchema(problems).Check(root);
        new SuiteRules(problems).Check(root);
        var suite = diagnostics.HasErrors ? null : TestSuiteBuilder.Build(root, path, positions);
        return new SuiteReadResult(suite, diagnostics.ToList(), !problems.BreaksSchema);
    }

    private static SourceLocation Start(string path) => new(path, 1, 1);

    private static SuiteReadResult Refused(SourceLocation location, string code, string message) =>
        new(Suite: null, [new ManifestDiagnostic(code, DiagnosticSeverity.Error, message, location)], FollowsSchema: false);
}
