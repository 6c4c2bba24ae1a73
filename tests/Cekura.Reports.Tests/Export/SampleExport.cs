using Cekura.Manifests.Settings;
using Cekura.Reports.Export;
using Cekura.Reports.Tests.Html;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.Export;

/// <summary>A test run to export: passed, failed in words of attackers, repeated, never started.</summary>
internal static class SampleExport
{
    private static readonly CaseJudge Cases = new(VerdictRules.From(new CekuraSettings()));

    public static ExportedRun Run { get; } =
        new(
            "Front desk",
            new(2026, 8, 20, 10, 0, 0, TimeSpan.Zero),
            [
                Test("Book", "Calm", Passed),
                Test(
                    "Book",
                    SampleReport.Hostile,
                    Failed with
                    {
                        Metrics = [Binary("=cmd|' /C calc'!A0", passes: false, SampleReport.Hostile)],
                    }
                ),
                Test("Move", "Calm", Passed with { Id = 5560 }, Failed with { Id = 5561 }),
                ExportedTest.Of(SampleCase.Of("Ask", null), CaseVerdict.WithoutRun(Outcome.Skipped, "Not before May.")),
                ExportedTest.Of(
                    SampleCase.Of("../../etc/passwd", null),
                    Cases.Aggregate([Judge(Passed with { Id = 5562 })], passAtLeast: null)
                ),
            ]
        )
        {
            Version = "1.2.3",
            Commit = "0123abcd",
            Branch = "main",
        };

    private static ExportedTest Test(string scenario, string personality, params Client.Run[] runs) =>
        ExportedTest.Of(
            SampleCase.Of(scenario, personality) with
            {
                Tags = ["smoke"],
            },
            Cases.Aggregate([.. runs.Select(run => Judge(run))], passAtLeast: 1)
        );
}
