using System.Text.RegularExpressions;

namespace Cekura.Architecture.Tests;

/// <summary>How the sources look: sizes and names that a newcomer can live with.</summary>
public sealed class SourceTests
{
    private static readonly string[] SaysNothing = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities"];

    private static readonly Regex Formatted = new(
        @"\$""[^""]*\{[^{}""]*(:(0|#|F\d|N\d|yyyy|HH|d )[^{}""]*|\.Total(Seconds|Minutes|Hours|Milliseconds)|[eE]xit ?[cC]ode)\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );

    private static readonly Regex SpeaksOfNobody = new(
        @"""[^""]*\b(nobody|somebody|whoever|anybody)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );

    private static readonly string[] InEveryCulture = ["InvariantCulture", "html.Write("];

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Sources().Count() > 100);

    [Fact]
    public void No_file_is_empty_or_long() =>
        Assert.Empty(
            Sources()
                .Select(file => (file.Path, file.Lines.Length))
                .Where(file => file.Length is < 1 or > 400)
                .Select(file => $"{file.Path}:{file.Length}: {file.Length} lines")
        );

    // A message stands on one line, however long: what a user reads can be searched for.
    [Fact]
    public void No_line_but_a_text_is_longer_than_the_editor_shows()
    {
        const int MaxLength = 140;
        var offenders =
            from file in Sources()
            from line in OutsideOfTexts(file.Lines)
            where line.Item.Length > MaxLength
            select $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters";

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_type_is_called_by_a_name_that_says_nothing() =>
        Assert.Empty(
            Sources()
                .Where(file =>
                    SaysNothing.Any(word => Path.GetFileNameWithoutExtension(file.Path).EndsWith(word, StringComparison.Ordinal))
                )
                .Select(file => $"{file.Path}:1")
        );

    // Messages say who does what, as the pages do.
    [Fact]
    public void No_text_speaks_of_nobody_or_somebody()
    {
        Assert.Empty(
            from file in Sources()
            from line in file.Lines.Index()
            where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && SpeaksOfNobody.IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}"
        );
    }

    // A machine that writes 0,833 or another calendar's year must not show in messages. Whole numbers look the same everywhere, unless they
    // are negative.
    [Fact]
    public void No_formatted_number_or_time_depends_on_the_machine_s_culture()
    {
        var offenders =
            from file in Sources()
            from line in file.Lines.Index()
            where
                Formatted.IsMatch(line.Item)
                && !file.Lines[Math.Max(0, line.Index - 3)..(line.Index + 1)]
                    .Any(near => InEveryCulture.Any(word => near.Contains(word, StringComparison.Ordinal)))
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Half_of_the_files_are_short()
    {
        var lengths = Sources().Select(file => file.Lines.Length).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 70);
    }

    private static IEnumerable<(string Path, string[] Lines)> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file)));

    private static IEnumerable<(int Index, string Item)> OutsideOfTexts(IEnumerable<string> lines)
    {
        var isRaw = false;
        foreach (var line in lines.Index())
        {
            if (!isRaw && !line.Item.Contains('"', StringComparison.Ordinal))
            {
                yield return line;
            }

            isRaw ^= line.Item.Split("\"\"\"").Length % 2 == 0;
        }
    }
}
