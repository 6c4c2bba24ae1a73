using System.Globalization;
using System.Text;
using Cekura.Client;
using Cekura.Manifests.Tests.Robustness;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using FsCheck;
using FsCheck.Fluent;

namespace Cekura.Reports.Tests.Robustness;

/// <summary>Whatever agents and callers say, documents hold it as text, in bounded time and memory.</summary>
public sealed class AnyTranscriptTests
{
    private static readonly Config Fixed = Trials.Of(1000, 5, 7);

    private static readonly string[] Pieces =
    [
        "##vso[task.complete]",
        "::error file=a::x",
        "\n::warning::",
        "<script>alert(1)</script>",
        "<!-- ",
        "-->",
        "```",
        "# ",
        "| ",
        "[a](javascript:b)",
        "![](http://a.example)",
        "\u001b[2J",
        "\u202e",
        "\u2066",
        "\0",
        "\r",
        "\ud800",
        "\udc00",
        "\ufffe",
        "\u0085",
        "\u2028",
        "&#60;",
        "]]>",
        "a",
        " ",
        "\n",
        "\t",
        "../..",
        "\ud83d\ude00",
    ];

    private static Gen<string> Speech => Gen.Elements(Pieces).ArrayOf().Select(string.Concat);

    private readonly TranscriptDocument _document = new(DashboardLink.Emulated);

    [Fact]
    public void Speech_stays_text() =>
        Prop.ForAll(Arb.From(Speech.Zip(Speech)), said =>
            {
                var text = _document.Write(
                    Judged(
                        Run([new() { RoleText = "Main Agent", Content = said.Item1 }, new() { RoleText = said.Item2, Content = "x" }]) with
                        {
                            ScenarioName = said.Item2,
                            ErrorMessage = said.Item1,
                        }
                    )
                );

                var fence = "";
                foreach (var line in text.Split('\n'))
                {
                    // Between fences Markdown shows every letter as it is; only a fence as long ends that.
                    var ticks = line.TrimStart(' ').TakeWhile(letter => letter == '`').Count();
                    fence =
                        fence.Length == 0 && ticks >= 3 ? new string('`', ticks)
                        : fence.Length > 0 && line.Trim() == new string('`', ticks) && ticks >= fence.Length ? ""
                        : fence;
                    Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line);
                    Assert.DoesNotContain("##vso[", line, StringComparison.Ordinal);
                    Assert.True(
                        fence.Length > 0
                            || !line.Replace("\\<", "", StringComparison.Ordinal).Contains("<script", StringComparison.OrdinalIgnoreCase),
                        line
                    );
                    Assert.DoesNotContain(line, character =>
                        character
                            is < ' '
                                or '\u007f'
                                or (>= '\u0080' and <= '\u009f')
                                or '\u2028'
                                or (>= '\u202a' and <= '\u202e')
                                or (>= '\u2066' and <= '\u2069')
                    );
                }

                Assert.Empty(fence);

                // No half of a character is left over: it survives a strict encoding.
                _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text);
            })
            .Check(Fixed);

    [Fact]
    public void A_hundred_thousand_turns_are_written_without_a_second_copy_of_each()
    {
        var turns = Enumerable
            .Range(0, 100_000)
            .Select(turn => new TranscriptTurn
            {
                RoleText = turn % 2 == 0 ? "Main Agent" : "Testing Agent",
                Content = string.Create(CultureInfo.InvariantCulture, $"This is turn {turn}."),
            })
            .ToList();
        var verdict = Judged(Run(turns));
        _document.Write(verdict);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = _document.Write(verdict);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L * text.Length);
        Assert.Contains("This is turn 99999.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_of_five_megabytes_is_written()
    {
        var text = _document.Write(
            Judged(Run([new() { RoleText = "Main Agent", Content = new string('x', 5 * 1024 * 1024) + "\n::error::end" }]))
        );

        Assert.InRange(text.Length, 1, 12 * 1024 * 1024);
        Assert.DoesNotContain("\n::error", text, StringComparison.Ordinal);
    }

    private static RunVerdict Judged(Run run) => new RunJudge(new VerdictRules()).Judge(run, [], WatchEnd.Settled);

    private static Run Run(IReadOnlyList<TranscriptTurn> turns) =>
        new()
        {
            Id = 1,
            ResultId = 987,
            Status = RunStatus.Completed,
            Success = false,
            TranscriptTurns = turns,
        };
}
