using System.Text.RegularExpressions;
using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests;

/// <summary>Pages say who does what, in one word for each idea, and cite nothing that readers cannot open.</summary>
public sealed partial class VoiceTests
{
    // What a caller is told to say is no sentence of ours.
    private static readonly string[] Quoted = ["Complain that nobody called you back.", "Nobody called me back."];

    private static readonly IReadOnlyList<(string Page, int Line, string Text)> Said =
    [
        .. DocumentationFiles.Pages.SelectMany(page =>
            MarkdownPage
                .Read(page)
                .Prose.Select(line =>
                    (page, line.Line, Quoted.Aggregate(line.Text, (text, quoted) => text.Replace(quoted, "", StringComparison.Ordinal)))
                )
        ),
    ];

    [Fact]
    public void A_sentence_has_a_subject_and_the_word_that_the_other_pages_have() =>
        Assert.DoesNotContain(Said, line => Avoided().IsMatch(line.Text));

    [Fact]
    public void Nothing_is_cited_that_is_not_here() => Assert.DoesNotContain(Said, line => Elsewhere().IsMatch(line.Text));

    [GeneratedRegex(
        @"\b(nobody|somebody|whoever|doors?|gone on with|goe?s? on with|going on with)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Avoided();

    // Numbers of disagreements have an anchor: service.md#d8.
    [GeneratedRegex(
        @"(contract|protocols|verdict|cli)(\.md)?,? section|\(D\d+\)|discrepancy D\d+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Elsewhere();
}
