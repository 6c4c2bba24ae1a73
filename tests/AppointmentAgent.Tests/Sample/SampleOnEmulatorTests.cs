using System.Text.Json.Nodes;

namespace AppointmentAgent.Tests.Sample;

public sealed class SampleOnEmulatorTests
{
    [Fact]
    public async Task Every_pair_passes()
    {
        var runs = await SampleRun.RunAsync(regression: false);

        Assert.Equal(27, runs.Count);
        Assert.All(runs, run => Assert.True((string?)run["status"] == "completed" && (bool?)run["success"] == true, run.ToString()));
    }

    [Fact]
    public async Task The_regression_fails_in_exactly_four_pairs_and_says_why()
    {
        var runs = await SampleRun.RunAsync(regression: true);

        Assert.Equal(
            [
                "Book an appointment, Types in lower case: ❌ The agent books Thursday at 10:30 AM",
                "Move to a time that is taken, In a hurry: ❌ The agent never promises a slot that is taken",
                "Move to a time that is taken, Patient caller: ❌ The agent never promises a slot that is taken",
                "Move to a time that is taken, Types in lower case: ❌ The agent never promises a slot that is taken",
            ],
            runs.Where(run => (bool?)run["success"] != true).Select(Describe).Order(StringComparer.Ordinal)
        );
    }

    private static string Describe(JsonNode run) =>
        $"{run["scenario_name"]}, {run["personality_name"]}: "
        + string.Join(
            "; ",
            run["expected_outcome"]!["explanation"]!.AsArray().Select(line => (string)line!).Where(line => line.StartsWith('❌'))
        );
}
