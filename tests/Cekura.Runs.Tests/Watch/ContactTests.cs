using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Watch;

/// <summary>How long a service that cannot be read is asked again.</summary>
public sealed class ContactTests
{
    private static readonly CekuraSettings TwelveMinutes = new() { TimeoutSeconds = 720 };

    [Theory]
    [InlineData("never_answer")]
    [InlineData("status:503")]
    public async Task A_service_that_is_gone_for_good_is_given_up_after_five_minutes(string trouble)
    {
        using var service = Gone(trouble, from: 20, until: double.PositiveInfinity);

        await service.RunAsync(settings: TwelveMinutes);

        var first = service.Calls.First(call => call.At >= 20 && call.Call == "GET /results/1001/").At;
        Assert.Equal((Outcome.Failed, "V09"), (service.Verdict.Outcome, service.Verdict.Runs[0].Rule));
        Assert.StartsWith(
            "Lost contact with the emulator while run 5001 was in_progress",
            service.Verdict.Message,
            StringComparison.Ordinal
        );
        Assert.InRange(service.Judged - first, 300, 321);
    }

    [Theory]
    [InlineData("never_answer")]
    [InlineData("status:503")]
    public async Task An_outage_that_is_shorter_loses_nothing(string trouble)
    {
        using var service = Gone(trouble, from: 20, until: 315);

        await service.RunAsync(settings: TwelveMinutes);

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
    }

    [Fact]
    public async Task Two_outages_are_borne_one_by_one()
    {
        using var service = new WatchedService
        {
            Replay = """{ "delay_ms": 600000, "success": true }""",
            Outages = [new("status:503", 20, 290), new("status:503", 330, 600)],
        };

        await service.RunAsync(settings: TwelveMinutes);

        Assert.Equal(Outcome.Passed, service.Verdict.Outcome);
    }

    [Fact]
    public async Task A_result_that_is_not_there_is_asked_for_twice()
    {
        using var service = Gone("status:404", from: 0, until: double.PositiveInfinity);

        await service.RunAsync(settings: TwelveMinutes);

        Assert.Equal("V11", service.Verdict.Runs[0].Rule);
        Assert.Equal(2, service.Calls.Count(call => call.Call == "GET /results/1001/"));
    }

    private static WatchedService Gone(string trouble, double from, double until) =>
        new() { Replay = """{ "delay_ms": 300000, "success": true }""", Outages = [new(trouble, from, until)] };
}
