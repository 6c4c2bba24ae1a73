using System.Text.RegularExpressions;

namespace Cekura.NUnit.Building;

/// <summary>
/// Files that a command line names as <c>@file</c>. The platform reads them, and hands on the line as it was typed.
/// </summary>
internal static partial class ResponseFiles
{
    /// <summary>The command line with what stands in the files that it names.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="directory">The folder in which it was typed.</param>
    public static List<string> Expand(IEnumerable<string> arguments, string directory)
    {
        var expanded = new List<string>();
        Add(arguments, directory, expanded, new HashSet<string>(StringComparer.Ordinal));
        return expanded;
    }

    // Of a file that is not there, or that names itself, the platform has said so.
    private static void Add(IEnumerable<string> arguments, string directory, List<string> expanded, HashSet<string> known)
    {
        foreach (var argument in arguments)
        {
            if (argument.Length < 2 || argument[0] != '@')
            {
                expanded.Add(argument);
                continue;
            }

            var path = Path.GetFullPath(argument[1..], directory);
            if (known.Add(path) && File.Exists(path))
            {
                Add(File.ReadLines(path).SelectMany(Words), directory, expanded, known);
            }
        }
    }

    private static IEnumerable<string> Words(string line) =>
        line.TrimStart().StartsWith('#') ? [] : Word().Matches(line).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal));

    [GeneratedRegex(@"([^\s""]|""[^""]*"")+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word();
}
