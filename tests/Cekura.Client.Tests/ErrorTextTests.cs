namespace Cekura.Client.Tests;

/// <summary>Texts of network failures name no user and no password, and keep what else they say.</summary>
public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("http://user:canary@proxy:8080/path refused", "http://***@proxy:8080/path refused")]
    [InlineData("http://user:canary@proxy and socks5://can@ary@other", "http://***@proxy and socks5://***@other")]
    [InlineData("http://user:canary@proxy/ and socks5://canary@other", "http://***@proxy/ and socks5://***@other")]
    [InlineData("canary://", "canary://")]
    [InlineData("http://@proxy", "http://@proxy")]
    [InlineData("http://proxy/a@b", "http://proxy/a@b")]
    [InlineData("no address", "no address")]
    public void Addresses_lose_their_user(string text, string shown) => Assert.Equal(shown, ErrorText.WithoutUsers(text));

    [Fact]
    public void A_cause_that_names_a_user_is_replaced_by_one_of_its_kind_that_does_not()
    {
        var inner = new HttpRequestException(HttpRequestError.ProxyTunnelError, "http://user:canary@proxy refused");

        var cause = Assert.IsType<HttpRequestException>(ErrorText.CauseOf(inner));
        var outer = ErrorText.CauseOf(new IOException("failed", inner));
        var plain = new IOException("failed", new IOException("http://proxy refused"));

        Assert.Equal((HttpRequestError.ProxyTunnelError, "http://***@proxy refused"), (cause.HttpRequestError, cause.Message));
        Assert.DoesNotContain("canary", outer.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpRequestError.Unknown, Assert.IsType<HttpRequestException>(outer).HttpRequestError);
        Assert.Same(plain, ErrorText.CauseOf(plain));
    }
}
