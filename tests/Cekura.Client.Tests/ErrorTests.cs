using Cekura.Testing;

namespace Cekura.Client.Tests;

public sealed class ErrorTests
{
    public static TheoryData<string, string[], string[]> Bodies =>
        new()
        {
            { """["First.", "Second."]""", ["First.", "Second."], [] },
            { """{"detail": "Not here."}""", ["Not here."], [] },
            { """{"detail": ["One.", "Two."]}""", ["One.", "Two."], [] },
            { """{"name": ["Too long.", "Odd."], "tags": "No."}""", ["name: Too long.", "name: Odd.", "tags: No."], ["name", "tags"] },
            {
                """{"errors": {"scenarios[1].metrics[0]": ["Unknown."]}, "detail": "Invalid."}""",
                ["scenarios[1].metrics[0]: Unknown."],
                ["scenarios[1].metrics[0]"]
            },
            { """{"errors": "broken", "detail": "Invalid."}""", ["Invalid."], [] },
            { """{"scenarios": [{}, {"scenario": ["Required."]}]}""", ["scenarios[1].scenario: Required."], ["scenarios[1].scenario"] },
            { "\"Plain.\"", ["Plain."], [] },
            { "null", [], [] },
            { "", [], [] },
            { "  no json  ", ["no json"], [] },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Messages_are_found_in_every_shape_of_body(string body, string[] messages, string[] locations)
    {
        var failure = await FailureAsync<CekuraValidationException>(400, body);

        Assert.Equal(messages, failure.Messages);
        Assert.Equal(locations, failure.Errors.Keys);
        Assert.Equal(body, failure.Body);
        Assert.Equal(400, failure.StatusCode);
    }

    [Fact]
    public async Task Errors_group_the_messages_of_a_location()
    {
        var failure = await FailureAsync<CekuraValidationException>(422, """{"name": ["Too long.", "Odd."]}""");

        Assert.Equal(["Too long.", "Odd."], failure.Errors["name"]);
    }

    [Fact]
    public async Task Long_pages_are_quoted_in_part_and_stay_out_of_the_message()
    {
        var page = "<html>" + new string('x', 5000);

        var failure = await FailureAsync<CekuraForbiddenException>(403, page);

        Assert.Equal(page[..1000], Assert.Single(failure.Messages));
        Assert.Equal(page, failure.Body);
        Assert.Equal("GET /test_framework/v2/runs/5/: HTTP 403", failure.Message);
    }

    [Fact]
    public async Task The_message_names_the_request_the_status_and_what_the_service_said()
    {
        var failure = await FailureAsync<CekuraForbiddenException>(403, """["No.", "Really."]""");

        Assert.Equal("GET /test_framework/v2/runs/5/: HTTP 403: No.; Really.", failure.Message);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Every_failure_carries_status_body_and_messages(int status)
    {
        const string Body = """{"detail": "Odd."}""";
        foreach (
            var call in (Func<CekuraClient, Task>[])[client => client.Runs.GetAsync(5), client => client.Scenarios.RunTextAsync(new())]
        )
        {
            using var service = new ScriptedHandler().Answer(Body, status, ("Retry-After", "7"));
            using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, service);

            var failure = await Assert.ThrowsAnyAsync<CekuraException>(() => call(client));

            Assert.Equal((status, Body), (failure.StatusCode, failure.Body));
            Assert.Equal(["Odd."], failure.Messages);
            Assert.True(
                failure is not CekuraTransientException { RetryAfter: null } and not CekuraRateLimitedException { RetryAfter: null }
            );
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Every_failure_carries_messages_by_field(int status)
    {
        foreach (
            var call in (Func<CekuraClient, Task>[])[client => client.Runs.GetAsync(5), client => client.Scenarios.RunTextAsync(new())]
        )
        {
            using var service = new ScriptedHandler();

            // Without a detail, a 404 is about the route, and the older version is asked.
            const string Body = """{"name": ["Odd.", "Long."]}""";
            service.Answer(Body, status).Answer(Body, status);
            using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, service);

            var failure = await Assert.ThrowsAnyAsync<CekuraException>(() => call(client));

            Assert.Equal(["Odd.", "Long."], failure.Errors["name"]);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_refusal_without_words_ends_with_its_status(string body) =>
        Assert.Equal("GET /test_framework/v2/runs/5/: HTTP 400", (await FailureAsync<CekuraValidationException>(400, body)).Message);

    [Theory]
    [InlineData(402, "{}")]
    [InlineData(400, """{"detail": "Insufficient balance for this operation"}""")]
    [InlineData(403, """["insufficient balance"]""")]
    [InlineData(429, "insufficient balance")]
    public async Task No_credit_is_told_by_status_and_by_text(int status, string body)
    {
        var failure = await FailureAsync<CekuraBillingException>(status, body);

        Assert.Equal((status, body), (failure.StatusCode, failure.Body));
        Assert.Equal(body == "{}", failure.Messages.Count == 0);
    }

    [Fact]
    public async Task Text_about_the_balance_in_a_server_error_stays_a_server_error() =>
        await FailureAsync<CekuraTransientException>(500, "insufficient balance");

    [Theory]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(415)]
    public async Task Other_refusals_are_validation_failures(int status) => await FailureAsync<CekuraValidationException>(status, "{}");

    [Fact]
    public async Task A_deeply_nested_answer_is_still_json()
    {
        using var service = new ScriptedHandler().Answer(
            $$"""{"id": 5, "metadata": {{string.Concat(Enumerable.Repeat("[", 200))}}{{string.Concat(Enumerable.Repeat("]", 200))}}}"""
        );
        using var client = TestClient.Over(service);

        Assert.Equal(5, (await client.Runs.GetAsync(5)).Id);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_answer()
    {
        using var service = new ScriptedHandler().Answer("\uFEFF{\"id\": 5}");
        using var client = TestClient.Over(service);

        Assert.Equal(5, (await client.Runs.GetAsync(5)).Id);
    }

    private static async Task<T> FailureAsync<T>(int status, string body)
        where T : CekuraException
    {
        using var service = new ScriptedHandler().Answer(body, status);
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, service);
        return await Assert.ThrowsAsync<T>(() => client.Runs.GetAsync(5));
    }
}
