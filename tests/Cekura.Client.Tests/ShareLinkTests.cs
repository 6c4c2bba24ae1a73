namespace Cekura.Client.Tests;

public sealed class ShareLinkTests : ScriptedTests
{
    [Fact]
    public async Task The_link_is_asked_for_once_with_its_end()
    {
        Service.Answer("""{"token": "0c1f", "shareable_link": "https://dashboard.cekura.ai/share/results/987?token=0c1f"}""");

        var link = await Client.Results.CreateShareLinkAsync(987, new DateTimeOffset(2026, 8, 27, 14, 0, 0, 250, TimeSpan.FromHours(2)));

        var request = Assert.Single(Service.Requests);
        Assert.Equal(
            ("POST", "https://api.cekura.ai/test_framework/v1/results/987/create_shareable_link_token/"),
            (request.Method, request.Address)
        );
        Assert.Equal("""{"expire_at":"2026-08-27T12:00:00Z"}""", request.Body);
        Assert.Equal("https://dashboard.cekura.ai/share/results/987?token=0c1f", link.AbsoluteUri);
    }

    [Fact]
    public async Task A_link_without_end_says_so()
    {
        Service.Answer("""{"shareable_link": "https://dashboard.cekura.ai/share/results/987"}""");

        await Client.Results.CreateShareLinkAsync(987);

        Assert.Equal("""{"expire_at":null}""", Service.Requests[0].Body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"shareable_link": "javascript:alert(1)"}""")]
    [InlineData("""{"shareable_link": "/share/results/987"}""")]
    public async Task An_answer_without_a_link_to_a_page_is_no_success(string answer)
    {
        Service.Answer(answer);

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Results.CreateShareLinkAsync(987));

        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData("""{"listen_url": "wss://listen.example.com/5"}""", "wss://listen.example.com/5")]
    [InlineData("""{"url": "wss://listen.example.com/5"}""", "wss://listen.example.com/5")]
    [InlineData("\"wss://listen.example.com/5\"", "wss://listen.example.com/5")]
    [InlineData("""{"room":5}""", """{"room":5}""")]
    public async Task Where_to_listen_is_read_in_any_likely_form(string answer, string expected)
    {
        Service.Answer(answer);

        Assert.Equal(expected, await Client.Runs.GetListenUrlAsync(5));
        Assert.Equal("https://api.cekura.ai/test_framework/v1/runs/5/get_listen_url/", Service.Requests[0].Address);
    }

    [Fact]
    public async Task Where_to_listen_is_asked_once()
    {
        Service.Answer("{}", 503);

        await Assert.ThrowsAsync<CekuraTransientException>(() => Client.Runs.GetListenUrlAsync(5));

        Assert.Single(Service.Requests);
    }
}
