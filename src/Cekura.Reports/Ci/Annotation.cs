using Cekura.Manifests.Text;
using Cekura.Reports.Summary;

namespace Cekura.Reports.Ci;

/// <summary>What a build server shows at a line of the manifest: one test that needs attention.</summary>
/// <param name="Title">Which test.</param>
/// <param name="Message">Why, as lines of one text.</param>
/// <param name="File">The file that people edit, as <see cref="CiCase.File"/>.</param>
/// <param name="Line">The line in it, from 1.</param>
internal sealed record Annotation(string Title, string Message, string File, int Line)
{
    private const int MaxTitle = 200;
    private const int MaxMessage = 1500;

    public static Annotation Of(CiCase kept) =>
        new(
            UntrustedText.Line(kept.Case.DisplayName, MaxTitle),
            UntrustedText.Clip(string.Join('\n', kept.Message.DefaultIfEmpty(OutcomeMark.Failed.Word)), MaxMessage),
            kept.File,
            kept.Line
        );
}
