using System.Text.Json;

namespace Cekura.Contract.Tests;

public sealed class CoverageTests
{
    private static readonly string[] Covered =
    [
        .. StartAnswers.Expected.Keys,
        .. ResultAnswers.Expected.Keys,
        .. RunAnswers.Expected.Keys,
        .. RunListAnswers.Files,
        .. ScenarioAnswers.Files,
        .. ErrorAnswers.Expected.Keys,
    ];

    [ContractFact]
    public void Every_example_that_answers_a_call_of_the_client_is_read_in_a_test()
    {
        string[] answers =
        [
            .. Examples.Matching("start-*.json"),
            .. Examples.Matching("result-detail-*.json"),
            .. Examples.Matching("run-*.json").Where(IsRun),
            .. Examples.Matching("runs-*.json"),
            .. Examples.Matching("scenarios-list*.json"),
            .. Examples.Matching("scenario-detail-*.json"),
            .. Examples.Matching("personalit*.json"),
            .. Examples.Matching("error-*.json"),
        ];

        Assert.Equal(answers.Order(StringComparer.Ordinal), Covered.Order(StringComparer.Ordinal));
    }

    // Some files named after an operation on runs answer with its progress instead of a run.
    private static bool IsRun(string file) =>
        Examples.Json(file) is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("id", out _)
        && json.TryGetProperty("status", out _);
}
