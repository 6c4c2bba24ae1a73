using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.History;

public sealed class BaselineFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-baseline-").FullName;

    private string File => Path.Combine(_folder, BaselineFile.DefaultName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_is_sorted_with_a_line_a_test_and_reads_back()
    {
        BaselineFile.Empty.Accept(Run(Record("S.Move", 1, 5), Record("S.Book", 5, 5))).Save(File);

        Assert.Equal(
            """
            {
              "version": 1,
              "tests": {
                "S.Book": { "outcome": "passed", "passed": 5, "total": 5 },
                "S.Move": { "outcome": "failed", "passed": 1, "total": 5 }
              }
            }

            """.ReplaceLineEndings("\n"),
            System.IO.File.ReadAllText(File)
        );
        Assert.Equal(
            [new BaselineTest("S.Book", true, new PassRate(5, 5)), new BaselineTest("S.Move", false, new PassRate(1, 5))],
            BaselineFile.Read(File).Baseline!.Tests
        );
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_order_of_tests_and_new_ids_change_nothing()
    {
        var first = BaselineFile.Empty.Accept(Run(Record("S.Move", 1, 5), Record("S.Book", 5, 5)));
        var second = first.Accept(Run(Record("S.Book", 5, 5) with { ResultId = 1, RunIds = [2] }, Record("S.Move", 1, 5)));

        Assert.Equal(first.ToString(), second.ToString());
    }

    [Fact]
    public void An_empty_baseline_reads_back()
    {
        BaselineFile.Empty.Save(File);

        Assert.Empty(BaselineFile.Read(File).Baseline!.Tests);
    }

    [Fact]
    public void Accepting_keeps_what_the_run_does_not_have_and_what_never_took_place()
    {
        var before = BaselineFile.Empty.Accept(Run(Record("S.Away", 1, 1), Record("S.Line dead", 1, 1), Record("S.Move", 1, 1)));

        var after = before.Accept(Run(Record("S.Line dead", 0, 1) with { TookPlace = false }, Record("S.Move", 0, 1)));

        Assert.Equal([true, true, false], after.Tests.Select(test => test.Passed));
    }

    [Fact]
    public void A_difference_names_every_test_once()
    {
        var baseline = BaselineFile.Empty.Accept(
            Run(
                Record("A still", 5, 5),
                Record("B weaker", 5, 5),
                Record("C broken", 5, 5),
                Record("D known", 1, 5),
                Record("E worse", 4, 5),
                Record("F fixed", 0, 5),
                Record("H dead", 5, 5),
                Record("I away", 5, 5)
            )
        );

        var changes = baseline.Compare(
            Run(
                Record("A still", 5, 5),
                Record("B weaker", 1, 5) with
                {
                    Outcome = Outcome.Passed,
                },
                Record("C broken", 4, 5),
                Record("D known", 0, 5),
                Record("E worse", 0, 5),
                Record("F fixed", 5, 5),
                Record("G new", 0, 5),
                Record("H dead", 0, 5) with
                {
                    TookPlace = false,
                }
            )
        );

        Assert.Equal(
            [
                BaselineChangeKind.StillPasses,
                BaselineChangeKind.Weaker,
                BaselineChangeKind.Broken,
                BaselineChangeKind.KnownFailure,
                BaselineChangeKind.Worse,
                BaselineChangeKind.Fixed,
                BaselineChangeKind.New,
                BaselineChangeKind.NotTested,
                BaselineChangeKind.NotRun,
            ],
            changes.Select(change => change.Kind)
        );
        Assert.Equal([false, true, true, true, true, true, true, false, false], changes.Select(change => change.ChangesBaseline));
    }

    [Theory]
    [InlineData("", DiagnosticCodes.BaselineInvalid, 1)]
    [InlineData("{ \"tests\": {} }", DiagnosticCodes.BaselineVersion, 1)]
    [InlineData("[]", DiagnosticCodes.BaselineVersion, 1)]
    [InlineData("{ \"version\": 2,\n\"tests\": {} }", DiagnosticCodes.BaselineVersion, 1)]
    [InlineData("{ \"version\": 1 }", DiagnosticCodes.BaselineInvalid, 1)]
    [InlineData(
        "{ \"version\": 1, \"tests\": {\n\"S.Book\": { \"outcome\": \"passed\", \"passed\": 2, \"total\": 1 } } }",
        DiagnosticCodes.BaselineInvalid,
        2
    )]
    [InlineData(
        "{ \"version\": 1, \"tests\": {\n\"S.Book\": { \"outcome\": \"skipped\", \"passed\": 0, \"total\": 1 } } }",
        DiagnosticCodes.BaselineInvalid,
        2
    )]
    [InlineData("{ \"version\": 1, \"tests\": {\n\"S.Book\": 1 } }", DiagnosticCodes.BaselineInvalid, 2)]
    [InlineData("{ \"version\": 1,\n<<<<<<< ours", DiagnosticCodes.NotJson, 2)]
    public void What_is_wrong_is_named_with_its_place(string text, string code, int line)
    {
        System.IO.File.WriteAllText(File, text);

        var read = BaselineFile.Read(File);

        Assert.Null(read.Baseline);
        var diagnostic = Assert.Single(read.Diagnostics);
        Assert.Equal((code, line), (diagnostic.Code, diagnostic.Location.Line));
    }

    [Fact]
    public void A_baseline_that_is_missing_or_a_folder_is_named()
    {
        Assert.Equal(DiagnosticCodes.BaselineNotFound, Assert.Single(BaselineFile.Read(File).Diagnostics).Code);
        Assert.Equal(DiagnosticCodes.BaselineUnreadable, Assert.Single(BaselineFile.Read(_folder).Diagnostics).Code);
    }

    [Fact]
    public void A_baseline_with_names_that_carried_ids_knows_its_failures_and_is_written_anew_under_the_new_names()
    {
        var run = Run(Record("S.Book.Calm", 0, 1) with { Former = "S.Book_103.Calm_3_text" });
        var baseline = new BaselineFile([new BaselineTest("S.Book_103.Calm_3_text", Passed: false, new PassRate(0, 1))]);

        Assert.Equal(BaselineChangeKind.KnownFailure, Assert.Single(baseline.Compare(run)).Kind);
        Assert.Equal("S.Book.Calm", Assert.Single(baseline.Accept(run).Tests).Test);
    }

    internal static TestRecord Record(string test, int passed, int total) =>
        new(
            test,
            test,
            passed == total ? Outcome.Passed : Outcome.Failed,
            new PassRate(passed, total),
            TookPlace: true,
            ResultId: 987,
            [5544]
        );

    internal static LastTestRun Run(params TestRecord[] tests) =>
        new()
        {
            Path = "run.jsonl",
            Project = "Clinic.Tests",
            ProjectDirectory = "Clinic.Tests",
            ApiUrl = "emulator",
            Started = DateTimeOffset.UnixEpoch,
            Tests = tests,
        };
}
