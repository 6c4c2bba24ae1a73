using System.Reflection;
using System.Text.RegularExpressions;

namespace Cekura.Architecture.Tests;

/// <summary>How the sources look: sizes and names that a newcomer can live with.</summary>
public sealed class SourceTests
{
    private static readonly string Root = typeof(SourceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryDirectory").Value!;

    private static readonly string[] SaysNothing = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities"];

    private static readonly Regex Formatted = new(@"\$""[^""]*\{[^{}""]*(:(0|#|F\d|N\d|yyyy|HH|d )[^{}""]*|\.Total(Seconds|Minutes|Hours|Milliseconds)|[eE]xit ?[cC]ode)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static readonly string[] InEveryCulture = ["InvariantCulture", "html.Write("];

    public static TheoryData<string> Files => [.. Sources().Select(file => Path.GetRelativePath(Root, file))];

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Sources().Count() > 100);

    [Theory]
    [MemberData(nameof(Files))]
    public void No_file_is_long(string file) => Assert.InRange(File.ReadAllLines(Path.Combine(Root, file)).Length, 1, 400);

    [Theory]
    [MemberData(nameof(Files))]
    public void No_type_is_called_by_a_name_that_says_nothing(string file) =>
        Assert.DoesNotContain(SaysNothing, word => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal));

    // A machine that writes 0,833 or another calendar's year must not show in messages. Whole numbers look the same everywhere, unless they are negative.
    [Theory]
    [MemberData(nameof(Files))]
    public void No_formatted_number_or_time_depends_on_the_machine_s_culture(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, file));
        var offenders = lines.Index().Where(line => Formatted.IsMatch(line.Item)
            && !lines[Math.Max(0, line.Index - 3)..(line.Index + 1)].Any(near => InEveryCulture.Any(word => near.Contains(word, StringComparison.Ordinal))));

        Assert.Empty(offenders.Select(line => $"{file}:{line.Index + 1}: {line.Item.Trim()}"));
    }

    [Fact]
    public void Half_of_the_files_are_short()
    {
        var lengths = Sources().Select(file => File.ReadAllLines(file).Length).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 70);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
