using System.Text.Json;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>Reads <c>cekura-baseline.json</c>.</summary>
internal sealed class BaselineReader(DiagnosticBag diagnostics)
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string Refresh = "Write it again with \"cekura baseline accept\".";

    private static readonly TextRules Rules = new(
        "The baseline",
        AllowsComments: true,
        DiagnosticCodes.BaselineInvalid,
        $"The baseline is empty. {Refresh}"
    );

    public static BaselineReadResult Read(string path)
    {
        var file = TextFile.Read(path, MaxBytes);
        if (file.Text is not { } bytes)
        {
            return Refused(
                path,
                file.IsMissing
                    ? (
                        DiagnosticCodes.BaselineNotFound,
                        "There is no such baseline. Write it with \"cekura baseline accept\" after a test run without the setting Baseline, or mend the setting."
                    )
                    : (DiagnosticCodes.BaselineUnreadable, $"The baseline cannot be read: {file.Error}")
            );
        }

        var text = ManifestText.WithoutMark(bytes);
        if (text.Length > MaxBytes)
        {
            return Refused(
                path,
                (DiagnosticCodes.BaselineUnreadable, $"The baseline is larger than {MaxBytes / 1024 / 1024} MB. Is it the right file?")
            );
        }

        var diagnostics = new DiagnosticBag(new TextPositions(text, path));
        var root = ManifestText.Check(text.Span, Rules, diagnostics) ? new PositionedJson(text, Rules, diagnostics).Parse() : null;
        var tests = root is null ? null : new BaselineReader(diagnostics).Read(root);
        return new BaselineReadResult(tests is null || diagnostics.HasErrors ? null : new BaselineFile(tests), diagnostics.ToList());
    }

    private List<BaselineTest>? Read(PositionedNode root)
    {
        if (root.Member("version") is not { } version || SchemaNumber.Integer(version) is not BaselineFile.Version)
        {
            diagnostics.Error(
                DiagnosticCodes.BaselineVersion,
                root.Member("version")?.Offset ?? root.Offset,
                $"This is no baseline that this version can read: \"version\" must be {BaselineFile.Version}. {Refresh}"
            );
            return null;
        }

        if (root.Member("tests") is not { Kind: JsonValueKind.Object } tests)
        {
            diagnostics.Error(DiagnosticCodes.BaselineInvalid, root.Offset, $"The baseline has no object \"tests\". {Refresh}");
            return null;
        }

        return [.. tests.Members.Select(Read).OfType<BaselineTest>()];
    }

    private BaselineTest? Read(PositionedMember member)
    {
        var (outcome, passed, total) = (member.Value.Member("outcome")?.Text, Count(member, "passed"), Count(member, "total"));
        if (outcome is "passed" or "failed" && passed >= 0 && total >= 1 && passed <= total)
        {
            return new BaselineTest(member.Name, outcome == "passed", new PassRate(passed, total));
        }

        diagnostics.Error(
            DiagnosticCodes.BaselineInvalid,
            member.Offset,
            $"{Quoted.Text(member.Name)} wants \"outcome\" (passed or failed), \"passed\" and \"total\" with passed at most total. {Refresh}"
        );
        return null;
    }

    private static int Count(PositionedMember member, string name) =>
        member.Value.Member(name) is { } value && SchemaNumber.Integer(value) is >= 0 and <= 1_000_000 and var count ? (int)count : -1;

    private static BaselineReadResult Refused(string path, (string Code, string Message) why) =>
        new(Baseline: null, [new ManifestDiagnostic(why.Code, DiagnosticSeverity.Error, why.Message, new SourceLocation(path, 1, 1))]);
}
