using Cekura.Documentation.Tests.Reading;
using Cekura.Emulator.Judging;

namespace Cekura.Documentation.Tests;

/// <summary><c>docs/judge.md</c> shows what the judge is told, word for word.</summary>
public sealed class JudgePageTests
{
    private static readonly string Page = File.ReadAllText(DocumentationFiles.InRepository("docs", "judge.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Rules =>
        [
            JudgePrompts.OutcomeRules,
            JudgePrompts.BinaryRules,
            JudgePrompts.RatingRules,
            JudgePrompts.NumberRules,
            JudgePrompts.LabelRules,
            JudgePrompts.TriggerRules,
        ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rules_stand_on_the_page(string rules)
    {
        // The first part is the same of all.
        var text = rules.ReplaceLineEndings("\n");
        var own = text.LastIndexOf("\n\nYou are given", StringComparison.Ordinal);

        Assert.True(own > 0);
        Assert.All([text[..own], text[own..]], part => Assert.Contains($"\n{part.Trim('\n')}\n", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_question_stands_on_the_page() =>
        Assert.Contains(
            JudgePrompts
                .OutcomeQuestion(
                    ["The agent books Thursday at 10:30 AM", "The agent reads the slot back"],
                    Page[
                        Page.IndexOf("<conversation>\n[1]", StringComparison.Ordinal)..(
                            Page.IndexOf("\n</conversation>", StringComparison.Ordinal) + "\n</conversation>".Length
                        )
                    ]
                )
                .ReplaceLineEndings("\n"),
            Page,
            StringComparison.Ordinal
        );
}
