using Cekura.Documentation.Tests.Reading;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;

namespace Cekura.Documentation.Tests;

/// <summary><c>docs/seed.md</c> leaves out nothing that a seed may say beyond the service's own shapes.</summary>
public sealed class SeedPageTests
{
    private static readonly string Page = File.ReadAllText(DocumentationFiles.InRepository("docs", "seed.md"));

    public static TheoryData<string> Words =>
        [
            .. WorkspaceReader.Sections.Where(section => section != "$schema"),
            .. AgentReader.OurKeys,
            .. PersonalityReader.OurKeys,
            .. PersonalityReader.StyleNames,
            .. MetricReader.OurKeys,
            .. Measure.Known.Select(measure => measure.Name),
            .. ScenarioReader.OurKeys,
            .. RuleReader.Keys,
            .. FaultReader.Spellings,
        ];

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_word_is_explained(string word) =>
        Assert.True(
            Page.Contains($"`{word}`", StringComparison.Ordinal) || Page.Contains($"\"{word}\"", StringComparison.Ordinal),
            $"docs/seed.md says nothing about {word}."
        );
}
