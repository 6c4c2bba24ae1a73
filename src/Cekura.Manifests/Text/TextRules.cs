namespace Cekura.Manifests.Text;

/// <summary>What differs between the kinds of JSON that people write.</summary>
/// <param name="Noun">The file in a sentence.</param>
/// <param name="AllowsComments">Whether comments and trailing commas are allowed.</param>
/// <param name="EmptyCode">Code of a file that holds nothing.</param>
/// <param name="EmptyMessage">What an empty file is told.</param>
internal sealed record TextRules(string Noun, bool AllowsComments, string EmptyCode, string EmptyMessage)
{
    public static TextRules Manifest { get; } =
        new(
            "The manifest",
            AllowsComments: true,
            DiagnosticCodes.ManifestEmpty,
            "The manifest is empty. The smallest one is { \"scenarios\": [ { \"id\": 101 } ] }, with the id of a scenario of the service."
        );

    public static TextRules Setting { get; } =
        new(
            "The setting",
            AllowsComments: true,
            DiagnosticCodes.NotJson,
            "Nothing but comments stands here. Write a value, or leave the setting out."
        );

    public static TextRules Suite { get; } =
        new(
            "The suite",
            AllowsComments: false,
            DiagnosticCodes.SuiteEmpty,
            "The suite is empty. The smallest one is { \"version\": \"1\", \"scenarios\": [ { \"name\": \"…\", \"instructions\": \"…\" } ] }."
        );
}
