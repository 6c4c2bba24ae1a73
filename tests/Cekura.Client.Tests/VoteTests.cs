using System.Text.Json.Nodes;

namespace Cekura.Client.Tests;

/// <summary>What people think of a score reaches the service in full, and an answer that is not the service's is no success.</summary>
public sealed class VoteTests : ScriptedTests
{
    [Fact]
    public async Task A_vote_says_what_was_thought()
    {
        Service.Answer("{}").Answer("").Answer("{}").Answer("{}").Answer("{}");

        await Client.Runs.MarkMetricVoteAsync(
            5,
            new()
            {
                MetricId = 55,
                ThumbsUp = false,
                ExpectedValue = JsonValue.Create(4),
                Feedback = "Too low.",
            }
        );
        await Client.Runs.MarkMetricVoteAsync(5, new() { MetricId = 55 });
        await Client.Runs.MarkExpectedOutcomeVoteAsync(5, thumbsUp: true);
        await Client.Runs.MarkCriticalScenarioWrongAsync(5, 7);
        await Client.Runs.UnmarkCriticalScenarioWrongAsync(5, 7);

        Assert.Equal(
            [
                ("mark_metric_vote/", """{"metric_id":55,"thumbs_up":false,"expected_value":4,"feedback":"Too low."}"""),
                ("mark_metric_vote/", """{"metric_id":55,"thumbs_up":null,"expected_value":null}"""),
                ("mark_expected_outcome_vote/", """{"thumbs_up":true}"""),
                ("mark_critical_scenario_wrong/", """{"scenario_id":7}"""),
                ("unmark_critical_scenario_wrong/", """{"scenario_id":7}"""),
            ],
            Service.Requests.Select(request => (request.Address.Split("/test_framework/v1/runs/5/")[1], request.Body))
        );
    }

    [Fact]
    public async Task A_vote_is_retried_after_a_429_and_after_nothing_else()
    {
        Service.Answer("{}", 429).Answer("{}").Answer("{}", 503);

        await Client.Runs.MarkExpectedOutcomeVoteAsync(5, thumbsUp: true, "Right.");
        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Runs.MarkExpectedOutcomeVoteAsync(5, thumbsUp: true));

        Assert.Equal(3, Service.Requests.Count);
        Assert.Equal(Service.Requests[0].Body, Service.Requests[1].Body);
    }

    [Theory]
    [InlineData("<html>", true)]
    [InlineData("\n <!doctype html>", true)]
    [InlineData("", false)]
    [InlineData("OK <b>", false)]
    public async Task A_page_is_not_the_service_s_answer(string body, bool isPage)
    {
        Service.Answer(body);

        var failure = await Record.ExceptionAsync(() => Client.Runs.MarkCriticalScenarioWrongAsync(5, 7));

        Assert.Equal(isPage, failure is CekuraUnknownOutcomeException);
        Assert.Equal(isPage, failure is not null);
    }
}
