using System.Net;
using System.Text;

namespace Cekura.Client.Tests;

public sealed class EndCallTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "success": true }""")]
    [InlineData("ok")]
    public async Task Whatever_the_service_says_when_it_ends_calls_is_fine(string body) => await EndAsync(body);

    [Fact]
    public async Task A_page_of_a_proxy_is_no_sign_that_calls_were_ended()
    {
        var unknown = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() =>
            EndAsync("\n<!DOCTYPE html><html>Please sign in</html>")
        );

        Assert.Contains("end_calls/: HTTP 200, the answer is a page, not the service's", unknown.Message, StringComparison.Ordinal);
    }

    private static async Task EndAsync(string body)
    {
        using var handler = new Answering(body);
        using var client = new CekuraClient(new() { ApiKey = "ck-end", BaseAddress = new Uri("http://127.0.0.1/") }, handler);
        await client.Results.EndCallsAsync(987);
    }

    private sealed class Answering(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(body, Encoding.UTF8, "text/html"),
                }
            );
    }
}
