using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Holds texts to the schema of suites.</summary>
internal static class SchemaText
{
    public static void Check(PositionedNode value, string name, int min, int max, SuiteProblems problems)
    {
        if (value.Kind != JsonValueKind.String)
        {
            problems.Schema(DiagnosticCodes.SuiteWrongType, value.Offset, $"{name} wants a text, and is {value.Description}.");
            return;
        }

        // JSON Schema counts code points, .NET code units: an emoji is one here.
        var length = value.Text.EnumerateRunes().Count();
        if (length > max)
        {
            problems.Schema(DiagnosticCodes.SuiteTextTooLong, value.Offset, $"{name} has {length} characters, at most {max} are allowed.");
        }
        else if (length < min)
        {
            problems.Schema(DiagnosticCodes.SuiteTextEmpty, value.Offset, $"{name} is empty. Write a text.");
        }
    }

    public static void CheckWord(PositionedNode value, string name, IReadOnlyList<string> words, SuiteProblems problems)
    {
        if (value.Kind != JsonValueKind.String)
        {
            problems.Schema(
                DiagnosticCodes.SuiteWrongType,
                value.Offset,
                $"{name} wants one of {string.Join(", ", words)}, and is {value.Description}."
            );
        }
        else if (!words.Contains(value.Text))
        {
            var nearest = NearestName.Of(value.Text, words) is { } near ? $" Did you mean \"{near}\"?" : "";
            problems.Schema(
                DiagnosticCodes.SuiteUnknownWord,
                value.Offset,
                $"{name} does not know {Quoted.Text(value.Text)}.{nearest} It is one of {string.Join(", ", words)}."
            );
        }
    }
}
