using Cekura.Client;
using Cekura.Testing;

namespace Cekura.Contract.Tests;

public sealed class RunListAnswers
{
    internal static readonly string[] Files = ["runs-list-page1.json", "runs-list-page2.json", "runs-list-empty.json", "runs-bulk.json"];

    [ContractFact]
    public async Task The_runs_list_is_read_over_its_pages()
    {
        using var service = new ScriptedHandler()
            .Answer(Examples.Text("runs-list-page1.json"))
            .Answer(Examples.Text("runs-list-page2.json"));

        var runs = await Examples.CallAsync(service, async client =>
            await client.Runs.ListAsync(new RunQuery { ResultId = 987, PageSize = 2 }).ToListAsync()
        );

        Same.Runs([Clinic.InList(Clinic.Passed), Clinic.InList(Clinic.Failed), Clinic.InList(Clinic.TimedOut)], runs);
        Assert.Equal(
            [
                "https://api.cekura.ai/test_framework/v2/runs/?result_id=987&page_size=2",
                "https://api.cekura.ai/test_framework/v1/runs/?page=2&page_size=2&result_id=987",
            ],
            service.Requests.Select(request => request.Address)
        );
    }

    [ContractFact]
    public async Task An_empty_runs_list_has_no_runs() =>
        Assert.Empty(await Examples.ReadAsync("runs-list-empty.json", async client => await client.Runs.ListAsync(new()).ToListAsync()));

    [ContractFact]
    public async Task Fields_of_newer_answers_disturb_nobody()
    {
        static string With(string text, string fields) =>
            text.Replace("\"result_id\":", $"{fields} \"result_id\":", StringComparison.Ordinal);
        using var list = new ScriptedHandler().Answer(With(Examples.Text("runs-list-page2.json"), "\"is_log_present\": true,"));
        using var bulk = new ScriptedHandler().Answer(With(Examples.Text("runs-bulk.json"), "\"waveform\": { \"peaks\": [0.1, 0.9] },"));

        Same.Runs(
            [Clinic.InList(Clinic.TimedOut)],
            await Examples.CallAsync(list, async client => await client.Runs.ListAsync(new()).ToListAsync())
        );
        Same.Runs(
            [Clinic.Passed, Clinic.Failed, Clinic.TimedOut],
            await Examples.CallAsync(bulk, client => client.Runs.GetManyAsync([5544, 5545, 5546]))
        );
    }

    [ContractFact]
    public async Task Runs_in_bulk_are_read_in_full()
    {
        var runs = await Examples.ReadAsync("runs-bulk.json", client => client.Runs.GetManyAsync([5544, 5545, 5546]));

        Same.Runs([Clinic.Passed, Clinic.Failed, Clinic.TimedOut], runs);
    }
}
