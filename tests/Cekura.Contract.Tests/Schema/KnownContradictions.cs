namespace Cekura.Contract.Tests.Schema;

/// <summary>
/// Everything that the published slice says wrongly, as far as the product meets it: the one list that requests, answers and the run through
/// prism are forgiven by. What stands here is still checked, by the truth instead. A test holds each entry to be needed.
/// </summary>
internal static class KnownContradictions
{
    public static IReadOnlyList<Contradiction> All { get; } =
    [
        new("Section 6, note 3: the service's own batch runner sends the agent, which the schema lacks.", """{"type":["integer","null"]}""",
            "SchemaPostRunScenariosPipecatV2: agent"),
        new("Section 17: the service's own runner sends both; they are in no schema.", """{"type":"integer","minimum":1}""",
            "TestSuiteSpecUpload: frequency", "TestSuiteSpecUpload: concurrency_limit"),
    ];
}
