using System.Net;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

public sealed class TransportTests
{
    [Fact]
    public async Task Asks_for_credentials_and_takes_any()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);
        using var client = new HttpClient(bench.Emulator.CreateHandler()) { BaseAddress = bench.Client.BaseAddress };

        using var refused = await client.GetAsync("scenarios/");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("""{"detail":"Authentication credentials were not provided."}""", await refused.Content.ReadAsStringAsync());

        client.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        using var taken = await client.GetAsync("scenarios/");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Theory]
    [InlineData("nothing/", "The emulator has no /test_framework/v1/nothing/")]
    [InlineData("scenarios/x/", "The emulator has no")]
    [InlineData("scenarios", "Every path of the API ends in a slash")]
    [InlineData("runs/1/", "Not found.")]
    [InlineData("results/1/", "Not found.")]
    [InlineData("scenarios/1/", "Not found.")]
    [InlineData("personalities/1/", "Not found.")]
    [InlineData("/user/v1/organizations/", "The emulator has no /user/v1/organizations/")]
    public async Task Answers_404_in_JSON(string path, string detail)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        var (status, body) = await bench.SendAsync(HttpMethod.Get, path);

        Assert.Equal(404, status);
        Assert.Contains(detail, JsonNode.Parse(body)!["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_other_methods()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        Assert.Equal((405, """{"detail":"Method \"DELETE\" not allowed."}"""), await bench.SendAsync(HttpMethod.Delete, "scenarios/101/"));
    }

    [Theory]
    [InlineData("/test_framework/v2/scenarios/101/")]
    [InlineData("/test_framework/v1/scenarios-external/101/")]
    [InlineData("/test_framework/v1/personalities-external/3/")]
    public async Task Knows_the_twins_of_a_path(string path)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        Assert.NotNull((await bench.GetAsync(path))["name"]);
    }

    [Fact]
    public async Task Pages_with_absolute_addresses()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        var first = await bench.GetAsync("scenarios/?page_size=3");
        Assert.Equal(4, first["count"]!.GetValue<int>());
        Assert.Null(first["previous"]);
        Assert.Equal("http://emulator.local/test_framework/v1/scenarios/?page=2&page_size=3", first["next"]!.ToString());

        var second = await bench.GetAsync(first["next"]!.ToString());
        Assert.Equal(["201"], second["results"]!.AsArray().Select(item => item!["id"]!.ToString()));
        Assert.Null(second["next"]);
        Assert.Equal("http://emulator.local/test_framework/v1/scenarios/?page=1&page_size=3", second["previous"]!.ToString());
    }

    [Theory]
    [InlineData("scenarios/?page=9", 404, "{\"detail\":\"Invalid page.\"}")]
    [InlineData("scenarios/?agent_id=x", 400, "{\"agent_id\":[\"Enter a number.\"]}")]
    [InlineData("runs/bulk/", 400, "{\"run_ids\":[\"This field is required.\"]}")]
    [InlineData("runs/bulk/?run_ids=1,a", 400, "{\"run_ids\":[\"run_ids must be comma-separated integers\"]}")]
    [InlineData("runs/?status=done", 400, "{\"status\":[\"Select a valid choice. done is not one of the available choices.\"]}")]
    [InlineData("test-profiles/", 400, "{\"detail\":\"Please provide one of the required query parameter\"}")]
    [InlineData("scenarios/folders/", 400, "{\"project_id\":[\"This field is required.\"]}")]
    public async Task Refuses_bad_parameters(string path, int status, string body)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic);

        Assert.Equal((status, body), await bench.SendAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task Ends_requests_after_it_is_disposed()
    {
        var bench = new EmulatorBench(Seeds.Clinic);
        await bench.Emulator.DisposeAsync();
        await bench.Emulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Client.GetAsync("scenarios/"));
    }
}
