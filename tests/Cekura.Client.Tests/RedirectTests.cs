namespace Cekura.Client.Tests;

public sealed class RedirectTests : ScriptedTests
{
    private const string Moved = "/test_framework/v2/runs/5/";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_read_follows_a_redirect_within_the_server(int status)
    {
        Service.Answer("", status, ("Location", Moved)).Answer("""{"id": 5}""");

        Assert.Equal(5, (await Client.Runs.GetAsync(5)).Id);
        Assert.Equal("https://api.cekura.ai" + Moved, Service.Requests[1].Address);
    }

    [Theory]
    [InlineData("https://evil.example.com/test_framework/v1/runs/5/")]
    [InlineData("http://api.cekura.ai/test_framework/v1/runs/5/")]
    [InlineData("//evil.example.com/runs/5/")]
    public async Task A_redirect_to_another_server_is_not_followed(string location)
    {
        Service.Answer("", status: 302, headers: ("Location", location));

        var failure = await Assert.ThrowsAsync<CekuraConfigurationException>(() => Client.Runs.GetAsync(5));

        Assert.Contains("the API key is not sent on", failure.Message, StringComparison.Ordinal);
        Assert.Equal(302, failure.StatusCode);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task A_start_follows_no_redirect()
    {
        Service.Answer("", status: 307, headers: ("Location", "https://api.cekura.ai/elsewhere/"));

        await Assert.ThrowsAsync<CekuraConfigurationException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        for (var i = 0; i < 6; i++)
        {
            Service.Answer("", status: 302, headers: ("Location", Moved));
        }

        await Assert.ThrowsAsync<CekuraConfigurationException>(() => Client.Runs.GetAsync(5));

        Assert.Equal(6, Service.Requests.Count);
    }
}
