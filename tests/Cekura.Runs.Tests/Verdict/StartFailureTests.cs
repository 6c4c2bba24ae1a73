using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Verdict;

public class StartFailureTests
{
    private const string StartName = "PR 417 · 3f2a";

    [Fact]
    public void V01_a_missing_key_is_said_in_the_words_of_the_client() =>
        AssertFailed(
            StartFailure.Of(
                new CekuraConfigurationException(
                    "Cekura: no API key. Set CEKURA_API_KEY, or store one with \"cekura auth login --api-key -\"."
                ),
                101,
                StartName
            ),
            "V01",
            "Cekura: no API key. Set CEKURA_API_KEY, or store one with \"cekura auth login --api-key -\"."
        );

    [Fact]
    public void V01_a_bad_setting_names_the_product() =>
        AssertFailed(StartFailure.Configuration("Frequency must be 1 or more."), "V01", "Cekura: Frequency must be 1 or more.");

    [Fact]
    public void V02_a_scenario_that_is_not_there() =>
        AssertFailed(
            StartFailure.Of(new CekuraNotFoundException("x") { StatusCode = 404 }, 101, StartName),
            "V02",
            "Cekura scenario 101 was not found, or the key cannot see it."
        );

    [Fact]
    public void V02_a_start_that_names_its_scenarios_as_invalid()
    {
        var failure = new CekuraValidationException("x")
        {
            StatusCode = 400,
            Messages = ["scenarios: Invalid scenario IDs or scenarios not found"],
            Errors = new Dictionary<string, IReadOnlyList<string>> { ["scenarios"] = ["Invalid scenario IDs or scenarios not found"] },
        };
        AssertFailed(
            StartFailure.Of(failure, 101, StartName),
            "V02",
            "Cekura scenario 101 was not found, or the key cannot see it.\n  Cekura says: scenarios: Invalid scenario IDs or scenarios not found"
        );
    }

    [Fact]
    public void V03_no_credit() =>
        AssertFailed(
            StartFailure.Of(new CekuraBillingException("x") { StatusCode = 400 }, 101, StartName),
            "V03",
            "Cekura did not start the run: insufficient balance. Nothing was tested."
        );

    [Fact]
    public void V04_a_key_that_is_not_accepted() =>
        AssertFailed(
            StartFailure.Of(new CekuraAuthenticationException("x") { StatusCode = 401, Messages = ["Invalid API key."] }, 101, StartName),
            "V04",
            "Cekura did not start the run: the API key was not accepted (Invalid API key)."
        );

    [Fact]
    public void V04_a_key_that_may_not_do_this() =>
        AssertFailed(
            StartFailure.Of(new CekuraForbiddenException("x") { StatusCode = 403 }, 101, StartName),
            "V04",
            "Cekura did not start the run: the key may not do this (HTTP 403)."
        );

    [Fact]
    public void V05_any_other_rejection_gives_all_its_messages() =>
        AssertFailed(
            StartFailure.Of(
                new CekuraValidationException("x") { StatusCode = 400, Messages = ["Agent does not have a websocket URL", "b"] },
                101,
                StartName
            ),
            "V05",
            "Cekura did not start the run (HTTP 400): Agent does not have a websocket URL; b"
        );

    [Fact]
    public void V05_a_rejection_of_any_length_fits_into_a_message()
    {
        var failure = new CekuraValidationException("x")
        {
            StatusCode = 400,
            Messages = [.. Enumerable.Repeat("the agent has no address", 500)],
        };
        var message = StartFailure.Of(failure, 101, StartName).Message;
        Assert.InRange(message.Length, 3500, 4000);
        Assert.All(message.Split('\n'), line => Assert.InRange(line.Length, 1, 300));
    }

    [Fact]
    public void V05_a_spec_error_about_a_scenario_is_not_a_missing_scenario()
    {
        var failure = new CekuraValidationException("x")
        {
            StatusCode = 400,
            Messages = ["scenarios[0].metrics[0]: metric not found"],
            Errors = new Dictionary<string, IReadOnlyList<string>> { ["scenarios[0].metrics[0]"] = ["metric not found"] },
        };
        AssertFailed(
            StartFailure.Of(failure, null, StartName),
            "V05",
            "Cekura did not start the run (HTTP 400): scenarios[0].metrics[0]: metric not found"
        );
    }

    [Fact]
    public void V05_a_throttled_start() =>
        AssertFailed(
            StartFailure.Of(new CekuraRateLimitedException("x") { StatusCode = 429, Messages = ["Slow down"] }, 101, StartName),
            "V05",
            "Cekura did not start the run (HTTP 429): Slow down"
        );

    [Fact]
    public void V05_a_service_that_cannot_be_reached_before_the_start() =>
        AssertFailed(
            StartFailure.Of(new CekuraTransientException("GET scenarios/101/: no such host"), 101, StartName),
            "V05",
            "Cekura did not start the run: GET scenarios/101/: no such host"
        );

    [Fact]
    public void V05_no_connection_says_what_to_check() =>
        AssertFailed(
            StartFailure.Of(
                new CekuraTransientException("x") { Messages = ["no connection to https://api.cekura.ai: Name or service not known"] },
                101,
                StartName
            ),
            "V05",
            "Cekura did not start the run: no connection to https://api.cekura.ai: Name or service not known. Check ApiUrl, the network and its proxy."
        );

    [Theory]
    [InlineData(
        false,
        "  Personality 99 is unknown, or not enabled for the agent's project. \"cekura personalities list\" shows which there are."
    )]
    [InlineData(true, "  Personality 99 is not among those that the emulator's seed lists.")]
    public void V05_a_personality_that_is_none_is_named(bool isEmulated, string advice)
    {
        var scenarioCase = SampleCase.Of("Book", "In a hurry") with { PersonalityId = 99 };
        var refusal = new CekuraValidationException("x") { StatusCode = 400, Messages = ["Invalid personalities provided."] };

        Assert.Equal(
            $"Cekura did not start the run (HTTP 400): Invalid personalities provided.\n{advice}",
            StartFailure.Of(refusal, scenarioCase, StartName, isEmulated).Message
        );
    }

    [Theory]
    [InlineData(502, "<html>", "HTTP 502")]
    [InlineData(null, "the connection was reset", "the connection was reset")]
    [InlineData(200, "<html>", "POST runs: HTTP 200, not JSON")]
    public void V06_a_start_of_unknown_outcome_names_what_to_look_for(int? status, string said, string what) =>
        AssertFailed(
            StartFailure.Of(
                new CekuraUnknownOutcomeException("POST runs: HTTP 200, not JSON") { StatusCode = status, Messages = [said] },
                101,
                StartName
            ),
            "V06",
            $"Starting the run failed ({what}) and was not retried, because it may have been created. "
                + "Look in Cekura for a result named \"PR 417 · 3f2a\"."
        );

    [Fact]
    public void V07_a_start_without_a_run_for_the_scenario() =>
        AssertFailed(
            StartFailure.NoRun(101, "Book an appointment", 987),
            "V07",
            "Cekura created no run for scenario 101 \"Book an appointment\" in result 987."
        );

    [Theory]
    [InlineData(
        12L,
        "  The emulator knows the scenarios that its seed lists, each for one agent: look whether this one stands there, with agent 12."
    )]
    [InlineData(null, "  The emulator knows the scenarios that its seed lists.")]
    public void V02_an_emulator_says_where_its_scenarios_stand(long? agent, string advice)
    {
        var scenarioCase = SampleCase.Of("Book", "Calm") with { AgentId = agent };
        var missing = new CekuraNotFoundException("x") { StatusCode = 404 };

        var verdict = StartFailure.Of(missing, scenarioCase, StartName, isEmulated: true);

        Assert.Equal($"Cekura scenario 4 was not found, or the key cannot see it.\n{advice}", verdict.Message);
        Assert.Equal(verdict.Message, verdict.FullMessage);
        Assert.DoesNotContain(
            "emulator",
            StartFailure.Of(missing, scenarioCase, StartName, isEmulated: false).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Invalid personalities provided.", null)]
    [InlineData("The workspace is being moved.", 99L)]
    public void V05_advises_about_a_personality_only_where_one_was_refused(string said, long? personality)
    {
        var scenarioCase = SampleCase.Of("Book", "Calm") with { PersonalityId = personality };

        Assert.Equal(
            $"Cekura did not start the run (HTTP 400): {said}",
            StartFailure
                .Of(new CekuraValidationException("x") { StatusCode = 400, Messages = [said] }, scenarioCase, StartName, isEmulated: false)
                .Message
        );
    }

    [Fact]
    public void V05_a_refusal_that_names_scenarios_for_another_reason_is_no_missing_scenario() =>
        AssertFailed(
            StartFailure.Of(
                new CekuraValidationException("x")
                {
                    StatusCode = 400,
                    Messages = ["scenarios: At most 50."],
                    Errors = new Dictionary<string, IReadOnlyList<string>> { ["scenarios"] = ["At most 50."] },
                },
                101,
                StartName
            ),
            "V05",
            "Cekura did not start the run (HTTP 400): scenarios: At most 50."
        );

    [Fact]
    public void V06_a_mode_without_names_says_when_to_look() =>
        AssertFailed(
            StartFailure.Of(new CekuraUnknownOutcomeException("x") { StatusCode = 502 }, 101, startName: null),
            "V06",
            "Starting the run failed (HTTP 502) and was not retried, because it may have been created. "
                + "Look in Cekura for a result of this moment: this mode takes no name for it."
        );

    [Fact]
    public void V08_before_a_start_nothing_has_to_be_ended() =>
        Assert.Equal("Cancelled; nothing had been started.", StartFailure.CancelledText(resultId: null));

    [Fact]
    public void V02_one_of_several_messages_is_enough() =>
        Assert.Equal(
            "V02",
            StartFailure
                .Of(
                    new CekuraValidationException("x")
                    {
                        StatusCode = 400,
                        Errors = new Dictionary<string, IReadOnlyList<string>>
                        {
                            ["scenarios"] = ["At most 50.", "Scenario 101 NOT FOUND"],
                        },
                    },
                    101,
                    StartName
                )
                .Rule
        );

    [Fact]
    public void V05_a_test_case_that_is_refused_as_a_whole_has_no_path()
    {
        var place = new SourceLocation("refunds.tests.json", 2, 4);

        var verdict = StartFailure.Refused([new SuiteProblem("", "It is wrong.", place)]);

        AssertFailed(verdict, "V05", "Cekura did not accept the test case: It is wrong.\n  refunds.tests.json(2,4): It is wrong.");
        Assert.Equal(place, verdict.Location);
    }

    private static void AssertFailed(RunVerdict verdict, string rule, string message) =>
        Assert.Equal((Outcome.Failed, rule, message), (verdict.Outcome, verdict.Rule, verdict.Message));
}
