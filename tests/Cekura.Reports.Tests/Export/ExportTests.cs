using System.Globalization;
using System.Text;
using System.Text.Json;
using Cekura.Reports.Export;
using Cekura.Runs.Causes;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public void A_table_has_a_row_for_each_repetition_and_no_formula()
    {
        using var table = new StringWriter(CultureInfo.InvariantCulture);
        CsvTable.Write(table, SampleExport.Run);

        var rows = table.ToString().Split("\r\n");

        Assert.Equal(8, rows.Length);
        Assert.Equal(
            "test,name,outcome,passed,total,repetition,repetition_outcome,run,started,seconds,reason,'=cmd|' /C calc'!A0,Confirms date and time,Expected Outcome,Greets by clinic name",
            rows[0]
        );
        Assert.Equal("Front_desk.Book.Calm,Book [Calm],passed,1,1,1,passed,5544,2026-08-20T10:00:04Z,13,,,pass,pass,pass", rows[1]);
        Assert.StartsWith("Front_desk.Move.Calm,Move [Calm],passed,1,2,2,failed,5561,", rows[4], StringComparison.Ordinal);
        Assert.Equal("Front_desk.Ask.,Ask,skipped,0,0,,,,,,Not before May.,,,,", rows[5]);
        Assert.Equal("", rows[^1]);
        Assert.DoesNotContain('\u001b', table.ToString());
    }

    [Fact]
    public void A_page_says_how_many_why_and_each_test()
    {
        var page = MarkdownPage.Write(SampleExport.Run);

        Assert.StartsWith(
            "# Front desk\n\n5 tests: 1 failed, 1 skipped, 3 passed. 2026-08-20 10:00 UTC, commit 0123abcd\n\n## Why\n\n- ",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("\n| Move \\[Calm\\] | passed | 1 of 2 | 26 | ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_remembered_is_told_as_far_as_it_goes()
    {
        var record = new TestRecord("S.Book.Calm", "Book [Calm]", Outcome.Failed, new(1, 2), TookPlace: true, 987, [1, 2])
        {
            Duration = TimeSpan.FromSeconds(10),
            Details = new("f")
            {
                Repetitions = [RepetitionOutcome.Of(Outcome.Passed), RepetitionOutcome.Of(Outcome.Failed)],
                Causes = [new("k", CauseKind.Agent, "It was rude", [2])],
                Metrics = [new("Latency", [new(120, null, null), null])],
            },
        };

        var test = ExportedTest.Of(record, _ => null);

        Assert.Equal(["", "It was rude"], test.Repetitions.Select(one => one.Reason));
        Assert.Equal([1L, 2L], test.Repetitions.Select(one => one.RunId!.Value));
        Assert.Equal(120, Assert.Single(test.Repetitions[0].Metrics).Value.Number);
        Assert.Equal((TimeSpan.FromSeconds(20), "failed", "It was rude"), (test.Duration, test.Word, test.Message));
        Assert.Equal(
            "infrastructure",
            ExportedTest
                .Of(record with { Details = new("f") { Causes = [new("k", CauseKind.Infrastructure, "no answer", [1])] } }, _ => null)
                .Word
        );
        Assert.Equal(2, ExportedTest.Of(record with { Details = null }, _ => null).Repetitions.Count);
    }

    [Fact]
    public void Repetitions_are_steps_of_their_test_and_one_that_passed_all_the_same_is_flaky()
    {
        using var json = new MemoryStream();
        CtrfReport.Write(json, SampleExport.Run);
        var results = JsonElement.Parse(Encoding.UTF8.GetString(json.ToArray())).GetProperty("results");

        var summary = results.GetProperty("summary");
        Assert.Equal((5, 3, 1, 1, 1), (Count("tests"), Count("passed"), Count("failed"), Count("skipped"), Count("flaky")));
        var moved = results.GetProperty("tests")[2];
        Assert.Equal(["Front_desk", "Move"], moved.GetProperty("suite").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(
            ["passed", "failed"],
            moved.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString())
        );
        Assert.True(moved.GetProperty("flaky").GetBoolean());
        Assert.Equal(26_000, moved.GetProperty("duration").GetInt32());

        int Count(string name) => summary.GetProperty(name).GetInt32();
    }
}
