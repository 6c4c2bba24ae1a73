using Cekura.Testing;

namespace Cekura.Client.Tests;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_key_nothing_works(string? key)
    {
        var failure = Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(new() { ApiKey = key }));

        Assert.Equal("Cekura: no API key. Set CEKURA_API_KEY, or store one with \"cekura auth login --api-key -\".", failure.Message);
    }

    [Fact]
    public async Task Blanks_around_the_key_are_no_part_of_it()
    {
        using var service = new ScriptedHandler().Answer("""{"id": 5}""");
        using var client = new CekuraClient(new() { ApiKey = $" {TestClient.Key}\n" }, service);

        await client.Runs.GetAsync(5);

        Assert.Equal(TestClient.Key, service.Requests[0].Headers["X-CEKURA-API-KEY"]);
    }

    [Fact]
    public async Task A_key_may_have_every_visible_sign_of_ascii()
    {
        var key = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(sign => (char)sign));
        using var service = new ScriptedHandler().Answer("""{"id": 5}""");
        using var client = new CekuraClient(new() { ApiKey = key }, service);

        await client.Runs.GetAsync(5);

        Assert.Equal(key, service.Requests[0].Headers["X-CEKURA-API-KEY"]);
    }

    [Theory]
    [InlineData("canary key")]
    [InlineData("canary\r\nX-Evil: 1")]
    [InlineData("canary–key")]
    [InlineData("canary\u007Fkey")]
    public void A_key_that_no_header_can_carry_is_refused_and_not_repeated(string key)
    {
        var failure = Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(new() { ApiKey = key }));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_do_not_show_the_key()
    {
        Assert.DoesNotContain(TestClient.Key, TestClient.Options.ToString(), StringComparison.Ordinal);
        Assert.Contains("ApiKey = ***", TestClient.Options.ToString(), StringComparison.Ordinal);
        Assert.Contains("ApiKey = none", new CekuraClientOptions().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.cekura.ai")]
    [InlineData("http://10.0.0.7:8080")]
    [InlineData("http://localhost.example.com")]
    public void The_key_does_not_travel_unencrypted(string address)
    {
        var options = TestClient.Options with { BaseAddress = new(address) };
        using var network = new SocketsHttpHandler();

        Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(options));
        Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(options, network));
        Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(options, new PassOn(network)));
    }

    [Theory]
    [InlineData("https://api.cekura.ai")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.2:8080")]
    [InlineData("http://[::1]:8080")]
    public void The_key_travels_encrypted_or_within_this_machine(string address)
    {
        using var client = new CekuraClient(TestClient.Options with { BaseAddress = new(address) });

        Assert.NotNull(client.Runs);
    }

    [Fact]
    public async Task A_handler_in_memory_may_have_any_address()
    {
        using var service = new ScriptedHandler().Answer("""{"id": 5}""");
        using var client = new CekuraClient(TestClient.Options with { BaseAddress = new("http://emulator") }, new PassOn(service));

        Assert.Equal(5, (await client.Runs.GetAsync(5)).Id);
    }

    [Theory]
    [InlineData("ftp://api.cekura.ai")]
    [InlineData("ftp://user:canary@api.cekura.ai")]
    [InlineData("user:canary@api.cekura.ai")]
    [InlineData("@canary@api.cekura.ai")]
    [InlineData("/relative")]
    [InlineData("https://user:canary@api.cekura.ai")]
    [InlineData("https://api.cekura.ai/?key=canary")]
    [InlineData("https://api.cekura.ai/#canary")]
    public void An_address_that_cannot_be_used_is_refused(string address)
    {
        var options = TestClient.Options with { BaseAddress = new(address, UriKind.RelativeOrAbsolute) };

        var failure = Assert.Throws<CekuraConfigurationException>(() => new CekuraClient(options));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_that_echoes_the_key_does_not_carry_it_on()
    {
        using var service = new ScriptedHandler().Answer($$"""{"detail": "bad key {{TestClient.Key}}"}""", status: 401);
        using var client = TestClient.Over(service);

        var failure = await Assert.ThrowsAsync<CekuraAuthenticationException>(() => client.Runs.GetAsync(5));

        Assert.Equal(["bad key ***"], failure.Messages);
        Assert.DoesNotContain(TestClient.Key, failure.ToString() + failure.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestClient.Key, "")]
    [InlineData("ck+canary/0123456789", "")]
    [InlineData("ck-0123456789abc", "")]
    [InlineData("ck-0123456789ab", "ck-0123456789ab")]
    [InlineData("short", "short")]
    public async Task An_answer_that_echoes_the_key_does_not_carry_it_on_either(string key, string kept)
    {
        using var service = new ScriptedHandler().Answer(
            $$"""{"id": 5, "error_message": {{System.Text.Json.JsonSerializer.Serialize(key)}}, "unknown": "{{key}}"}"""
        );
        using var client = new CekuraClient(TestClient.Options with { ApiKey = key }, service);

        var run = await client.Runs.GetAsync(5);

        // A short key may be a word of the answer, which must stay readable.
        Assert.Equal(kept.Length > 0 ? kept : "***", run.ErrorMessage);
        Assert.Equal(kept.Length > 0, run.Source.GetRawText().Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_handler_stays_usable_after_the_client()
    {
        using var service = new ScriptedHandler().Answer("""{"id": 1}""").Answer("""{"id": 2}""");
        using (var first = TestClient.Over(service))
        {
            await first.Runs.GetAsync(1);
        }

        using var second = TestClient.Over(service);
        Assert.Equal(2, (await second.Runs.GetAsync(2)).Id);
    }
}
