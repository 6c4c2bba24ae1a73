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

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_start_that_is_redirected_within_the_server_says_what_is_not_done(int status)
    {
        Service.Answer("", status: status, headers: ("Location", "/login/?next=canary"));

        var failure = await Assert.ThrowsAsync<CekuraConfigurationException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Contains(
            "redirects to /login/, and what changes something is not sent a second time",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("API key", failure.Message, StringComparison.Ordinal);
        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData(302, "/test_framework/v1/results/987/", "/test_framework/v1/results/987/")]
    [InlineData(303, "/test_framework/v1/results/987/", "/test_framework/v1/results/987/")]
    [InlineData(303, "https://other.example.com/results/?canary", "https://other.example.com instead")]
    [InlineData(303, null, "another page")]
    public async Task A_start_that_is_answered_by_a_reference_may_have_happened(int status, string? location, string told)
    {
        Service.Answer("", status, location is null ? [] : [("Location", location)]);

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Contains($"refers to {told}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, failure.StatusCode);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        for (var i = 0; i < 6; i++)
        {
            Service.Answer("", status: 302, headers: ("Location", Moved));
        }

        var failure = await Assert.ThrowsAsync<CekuraConfigurationException>(() => Client.Runs.GetAsync(5));

        Assert.Equal(6, Service.Requests.Count);
        Assert.Contains($"redirects again and again, at last to {Moved}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("API key", failure.Message, StringComparison.Ordinal);
    }
}
