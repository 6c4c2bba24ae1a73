using System.Globalization;
using System.Text;

namespace Cekura.Reports.Ci;

/// <summary>
/// Lines that build servers read from a step's output. What the cases say is escaped: it ends neither the line nor a property.
/// </summary>
internal static class WorkflowCommands
{
    public static IReadOnlyList<string> GitHub(IEnumerable<Annotation> annotations) =>
        [
            .. annotations
                .Take(AnnotationLog.Shown)
                .Select(one =>
                    $"::error file={GitHubProperty(one.File)},line={Number(one.Line)},title={GitHubProperty(one.Title)}::{GitHubData(one.Message)}"
                ),
        ];

    public static IReadOnlyList<string> Azure(IEnumerable<Annotation> annotations) =>
        [
            .. annotations
                .Take(AnnotationLog.Shown)
                .Select(one =>
                    $"##vso[task.logissue type=error;sourcepath={AzureProperty(one.File)};linenumber={Number(one.Line)};]{AzureData($"{one.Title}: {one.Message}")}"
                ),
        ];

    /// <summary>Makes Azure Pipelines show a file as the summary of the run.</summary>
    public static string AzureSummary(string path) => $"##vso[task.uploadsummary]{AzureData(path)}";

    private static string GitHubData(string text) => Escape(text, ('%', "%25"), ('\r', "%0D"), ('\n', "%0A"));

    private static string GitHubProperty(string text) =>
        Escape(text, ('%', "%25"), ('\r', "%0D"), ('\n', "%0A"), (':', "%3A"), (',', "%2C"));

    private static string AzureData(string text) => Escape(text, ('%', "%AZP25"), ('\r', "%0D"), ('\n', "%0A"));

    private static string AzureProperty(string text) =>
        Escape(text, ('%', "%AZP25"), ('\r', "%0D"), ('\n', "%0A"), (';', "%3B"), (']', "%5D"));

    private static string Escape(string text, params ReadOnlySpan<(char Character, string Escaped)> escapes)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var replacement = character.ToString();
            foreach (var (wanted, with) in escapes)
            {
                replacement = character == wanted ? with : replacement;
            }

            escaped.Append(replacement);
        }

        return escaped.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
