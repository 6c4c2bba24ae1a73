using System.Net;
using System.Text;

namespace Cekura.Client.Tests.Reading;

/// <summary>One run that cannot be read hides none of those that come in the same answer.</summary>
public sealed class OneBadRunTests
{
    private const long Bad = 37;

    private static readonly string Nested = new string('[', 100_000) + new string(']', 100_000);

    private static readonly string Deep = $$$"""{"id": {{{Bad}}}, "status": "completed", "metadata": {"keep": 1, "agent": {{{Nested}}}}}""";

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("""{"id": {"no": "number"}}""")]
    public async Task An_entry_of_another_shape_is_left_out(string entry)
    {
        using var service = new Service(id => id == Bad ? entry : Good(id));

        Assert.Equal(Enumerable.Range(1, 50).Select(id => (long)id).Where(id => id != Bad), await ReadAsync(service));
        Assert.Equal(1, service.Requests);
    }

    [Theory]
    [InlineData("""{"id": 37, "metadata": {"latency": NaN}}""")]
    [InlineData("""{"id": 37, "metadata": {""")]
    public async Task An_answer_that_one_run_spoils_is_asked_for_in_parts(string entry)
    {
        using var service = new Service(id => id == Bad ? entry : Good(id));

        Assert.Equal(Enumerable.Range(1, 50).Select(id => (long)id).Where(id => id != Bad), (await ReadAsync(service)).Order());
        Assert.InRange(service.Requests, 2, 18);
    }

    [Fact]
    public async Task Where_every_run_is_bad_that_is_said_after_a_few_requests()
    {
        using var service = new Service(_ => "NaN");

        await Assert.ThrowsAsync<CekuraTransientException>(() => ReadAsync(service));

        // Two attempts for all of them, and sixteen parts.
        Assert.Equal(18, service.Requests);
    }

    [Fact]
    public async Task A_bad_run_is_told_once_and_alone_is_not_divided()
    {
        using var service = new Service(id => id == Bad ? "NaN" : Good(id));
        using var client = Over(service);
        var told = new List<string>();

        var three = await client.Runs.ReadManyAsync([Bad - 1, Bad, Bad + 1], told.Add, CancellationToken.None);

        Assert.Equal([Bad - 1, Bad + 1], three.Select(run => run.Id).Order());
        Assert.Contains("the answer is not JSON", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal(2 + 4, service.Requests);
        await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.ReadManyAsync([Bad], told.Add, CancellationToken.None));
        Assert.Equal(2 + 4 + 2, service.Requests);
    }

    [Fact]
    public async Task A_failure_that_is_none_of_a_run_is_not_searched_for()
    {
        using var service = new Cekura.Testing.ScriptedHandler();
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, service);
        service.Answer("{}", 503).AnswerAs("text/html", "<html>").Answer("""[{"id": 1}]""").Answer("{}", 503);

        await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetManyAsync([1, 2]));
        Assert.Single(service.Requests);

        // In the middle of the search it ends that, too: what is known by then may be far from all.
        Assert.Equal(503, (await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetManyAsync([1, 2]))).StatusCode);
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task What_is_nested_too_deeply_is_a_text_and_the_rest_of_the_run_is_there()
    {
        using var service = new Service(id => id == Bad ? Deep : Good(id));
        using var client = Over(service);

        var bulk = (await client.Runs.GetManyAsync([.. Ids])).Single(run => run.Id == Bad);
        var single = await client.Runs.GetAsync(Bad);
        var result = await client.Results.GetAsync(9);
        var progress = await client.Results.GetProgressAsync(9);

        Assert.Equal((50, 50), (result.Runs.Count, progress.Runs.Count));
        Assert.All([bulk, single, result.Runs.Single(run => run.Id == Bad), progress.Runs.Single(run => run.Id == Bad)], run =>
        {
            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Equal(1, run.Metadata!.Value.GetProperty("keep").GetInt32());
            Assert.Contains("(nested too deeply to be read)", run.Metadata.Value.GetRawText(), StringComparison.Ordinal);
        });
    }

    private static IEnumerable<long> Ids => Enumerable.Range(1, 50).Select(id => (long)id);

    private static string Good(long id) => $$"""{"id": {{id}}, "status": "completed"}""";

    private static async Task<IEnumerable<long>> ReadAsync(Service service)
    {
        using var client = Over(service);
        return (await client.Runs.GetManyAsync([.. Ids])).Select(run => run.Id).ToList();
    }

    private static CekuraClient Over(Service service) =>
        new(
            new()
            {
                ApiKey = "ck-any",
                BaseAddress = new Uri("http://127.0.0.1/"),
                Retry = new() { MaxAttempts = 2, BaseDelay = TimeSpan.Zero },
            },
            service
        );

    private sealed class Service(Func<long, string> run) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var path = request.RequestUri!.PathAndQuery;
            var body =
                path.Contains("/results/", StringComparison.Ordinal) ? $$"""{"id": 9, "runs": [{{string.Join(',', Ids.Select(run))}}]}"""
                : path.Contains("run_ids=", StringComparison.Ordinal)
                    ? $"[{string.Join(',', path.Split("run_ids=")[1].Split(',').Select(long.Parse).Select(run))}]"
                : run(Bad);
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                }
            );
        }
    }
}
