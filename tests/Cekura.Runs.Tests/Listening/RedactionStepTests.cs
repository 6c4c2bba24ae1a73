using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Listening;

public class RedactionStepTests
{
    private const string Key = "ck_live_canary_0123456789";

    [Theory]
    [InlineData(Key)]
    [InlineData("ck%5Flive%5Fcanary%5F0123456789")]
    [InlineData(@"\u0063k_live_canary_0123456789")]
    public async Task What_programs_say_of_the_key_reaches_nobody(string spelled)
    {
        var heard = new Heard();
        var listener = new CaseReporter(heard, [.. RedactionStep.Of(Key)]);
        var run = Judge(Failed).AfterAgentFailure(new($"The agent ended (exit 3). CEKURA_API_KEY={spelled}"));
        var verdict = new CaseJudge(new()).Aggregate([run with { Notes = [spelled] }, run], passAtLeast: null);

        await listener.FinishedAsync(SampleCase.Of("Book", "Calm"), verdict);
        listener.Message(MessageSeverity.Warning, spelled);

        var told = Assert.Single(heard.Verdicts).Value;
        var all = string.Join(
            '\n',
            [
                told.Message!,
                .. told.Notes,
                .. told.Runs.SelectMany(one => one.Notes.Prepend(one.Message).Prepend(one.FullMessage)),
                .. told
                    .Runs.SelectMany(one => one.Reasons)
                    .SelectMany(one => one.Explanations.Append($"{one.Text} {one.Subject} {one.Key}")),
                .. CausesOf.Case(told).Select(found => found.Cause.ToString()),
                heard.Messages.Single().Text,
            ]
        );
        Assert.DoesNotContain("0123456789", all, StringComparison.Ordinal);
        Assert.Contains("The agent ended (exit 3). CEKURA_API_KEY=[redacted]", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_may_be_a_word_and_none_change_nothing()
    {
        var heard = new Heard();
        new CaseReporter(heard, [.. RedactionStep.Of("test")]).Message(MessageSeverity.Warning, "a test");

        Assert.Equal("a test", heard.Messages.Single().Text);
        Assert.Empty(RedactionStep.Of(key: null));
    }
}
