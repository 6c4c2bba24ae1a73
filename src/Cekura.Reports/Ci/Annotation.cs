using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;

namespace Cekura.Reports.Ci;

/// <summary>What a build server shows at a line of the manifest: a cause, or one test that needs attention.</summary>
/// <param name="Title">Which cause, or which test.</param>
/// <param name="Message">Why, as lines of one text.</param>
/// <param name="File">The file that people edit, as <see cref="CiCase.File"/>.</param>
/// <param name="Line">The line in it, from 1.</param>
internal sealed record Annotation(string Title, string Message, string File, int Line)
{
    private const int MaxTitle = 200;
    private const int MaxMessage = 1500;

    /// <summary>What kind of cause it is, by which annotations of several runs are ordered.</summary>
    public CauseKind Kind { get; init; }

    public static Annotation Of(CiCase kept) =>
        Of(kept.Case.DisplayName, [.. kept.Message.DefaultIfEmpty(OutcomeMark.Failed.Word)], kept.File, kept.Line);

    /// <summary>An annotation of a title and lines of any length.</summary>
    public static Annotation Of(string title, IReadOnlyList<string> lines, string file, int line) =>
        new(UntrustedText.Line(title, MaxTitle), UntrustedText.Clip(string.Join('\n', lines), MaxMessage), file, line);
}
