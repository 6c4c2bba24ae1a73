using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Testing;

namespace Cekura.Manifests.Tests.Manifest;

/// <summary>Everything that is wrong is said at once, in the order of the file.</summary>
public sealed class SeveralProblemsTests
{
    [Fact]
    public Task A_manifest_with_many_problems_names_them_all()
    {
        var result = Reading.Result(
            """
            {
              "name": "",
              "agnet": 12,
              "mode": "txt",
              "api_key": "canary-0123456789",
              "personalities": [ { "id": 3, "name": "Calm" }, { "id": "7" }, 3 ],
              "scenarios": [
                { "id": 101, "name": "Book", "tags": "smoke", "frequency": 0 },
                { "id": 101, "pass_at_least": 4, "timeout": "10" },
                { "name": "No id", "expect": { "Latency": "2000 ms", "Confirms": "yes", "Sentiment": true } },
                "102",
                { "id": 103, "skip": true, "folder": "A", "folder": "B", "options": { "txt": {}, "voice": [] } }
              ],
              "options": { "text": { "websocket_headers": { "X-Cekura-Api-Key": "canary-0123456789" } } },
              "suites": [ "refunds.tests.json", 7 ]
            }
            """
        );

        return Verifier.Verify(string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public void Ten_thousand_errors_stop_at_one_hundred_with_a_count()
    {
        var entries = string.Join(",\n", Enumerable.Range(0, 10_000).Select(index => $"{{ \"id\": -{index} }}"));

        var problems = Reading.Result($"{{ \"scenarios\": [\n{entries}\n] }}").Diagnostics;

        Assert.Equal(DiagnosticBag.MaxDiagnostics + 1, problems.Count);
        Assert.Equal("cekura.json(101,9): error CEK0100: 9900 more problems are not shown. Mend these first.", problems[^1].ToString());
    }

    [Fact]
    public void Warnings_do_not_hide_an_error()
    {
        var warnings = string.Join(", ", Enumerable.Range(0, 200).Select(index => $"\"unknown{index}\": 1"));

        var result = Reading.Result($$"""{ {{warnings}}, "scenarios": [{ "id": 0 }] }""");

        Assert.Null(result.Manifest);
        Assert.Contains(result.Diagnostics, problem => problem.Code == DiagnosticCodes.InvalidId);
        Assert.Equal(DiagnosticCodes.MoreProblems, result.Diagnostics[^1].Code);
    }

    [Fact]
    public void A_large_manifest_on_one_line_is_read()
    {
        const int Count = 20_000;
        var entries = string.Join(',', Enumerable.Range(1, Count).Select(id => $$"""{"id":{{id}},"skip":"é"}"""));
        var json = Encoding.UTF8.GetBytes($$"""{"scenarios":[{{entries}}]}""");

        var scenarios = new ManifestReader().Parse(json, "cekura.json").Manifest!.Scenarios;

        Assert.Equal(Count, scenarios.Count);
        // Every entry has one letter of two bytes, which is one column.
        Assert.Equal(json.Length - Count - """{"id":20000,"skip":"é"}]}""".Length + 1, scenarios[^1].Location.Column);
    }
}
