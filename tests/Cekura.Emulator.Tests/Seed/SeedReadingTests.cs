using System.Text;
using Cekura.Emulator.Script;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Seed;

public sealed class SeedReadingTests
{
    [Fact]
    public void Reads_comments_trailing_commas_and_a_byte_order_mark()
    {
        byte[] json = [.. Encoding.UTF8.Preamble, .. """{ /* none */ "agents": [], }"""u8];

        Assert.Empty(EmulatorSeed.Parse(json, "seed.json").Workspace.Agents);
    }

    [Fact]
    public void Joins_the_sections_by_id()
    {
        var workspace = EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seeds.Clinic), "seed.json").Workspace;

        var book = workspace.Scenarios[0];
        Assert.Equal(("Front desk", "Normal Male", "Maria"), (book.Agent.Name, book.Personality?.Name, book.TestProfile?.Name));
        Assert.Equal(["Expected Outcome", "Says hello"], book.Metrics.Select(metric => metric.Name));
        Assert.Equal(TimeSpan.FromMinutes(2), book.MaxDuration);
        Assert.Equal(CallerStyle.Terse, workspace.Personalities[1].Style);
    }

    [Fact]
    public void Takes_a_script_from_the_JSON_text_that_the_service_shows()
    {
        const string Seed = """
            { "agents": [{ "id": 1 }], "scenarios": [{ "id": 1, "name": "x", "scenario_type": "conditional_actions",
              "instructions": "{\"role\": \"r\", \"conditions\": [{\"id\": 0, \"condition\": \"FIRST_MESSAGE\", \"action\": \"Hi\", \"type\": \"standard\", \"fixed_message\": true}]}" }] }
            """;

        var scenario = EmulatorSeed.Parse(Encoding.UTF8.GetBytes(Seed), "seed.json").Workspace.Scenarios[0];

        Assert.Equal("Hi", scenario.Script!.Opening.Action);
        Assert.Equal("Hi", scenario.FirstMessage);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("models")]
    [InlineData("version")]
    public void A_key_that_the_service_may_give_an_agent_is_no_slip_of_one_of_a_protocol(string key) =>
        EmulatorSeed.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{ "agents": [ { "id": 1, "{{key}}": 1 } ] }"""), "seed.json");

    [Fact]
    public void Keeps_keys_of_the_service_that_it_does_not_know()
    {
        const string Seed = """{ "agents": [{ "id": 1, "retell_settings_configured": true }] }""";

        Assert.True(
            EmulatorSeed
                .Parse(Encoding.UTF8.GetBytes(Seed), "seed.json")
                .Workspace.Agents[0]
                .Source.GetProperty("retell_settings_configured")
                .GetBoolean()
        );
    }
}
