using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

public sealed class ManifestReaderTests
{
    private const string Everything = """
        {
          "$schema": "cekura.schema.json",
          "name": "Appointments", // the tree's first level
          "agent": 12,
          "mode": "text",
          "personalities": [ { "id": 3, "name": "Calm" }, { "id": 7, "name": "In a hurry" } ],
          "test_profiles": [ { "id": 20, "name": "Maria" }, 21 ],
          "scenarios": [
            { "id": 101, "name": "Book", "folder": "Booking", "tags": ["smoke", "core"] },
            { "id": 102, "agent": 13, "personalities": [7, 9], "test_profiles": [], "mode": "voice",
              "frequency": 5, "pass_at_least": 4, "timeout": "00:10:00",
              "expect": { "Latency": "<= 2000", "Confirms": "pass", "Sentiment": "in happy, neutral" },
              "options": { "voice": { "mode": "different_numbers" } } },
            { "id": 103, "skip": "waiting for the new calendar" }, /* a comma too many */
          ],
          "options": { "text": { "websocket_url": "ws://127.0.0.1:8765/chat", "project_id": 7, "mock_tool_names": ["a"] } },
          "suites": [ "refunds.tests.json" ],
        }
        """;

    [Fact]
    public void Reads_the_root()
    {
        var manifest = Reading.Manifest(Everything);

        Assert.Equal("cekura.json", manifest.Path);
        Assert.Equal("Appointments", manifest.Name);
        Assert.Equal(12, manifest.AgentId);
        Assert.Equal("text", manifest.Mode);
        Assert.Equal([("refunds.tests.json", 17)], manifest.Suites.Select(suite => (suite.Path, suite.Location.Line)));
        Assert.Equal([(3, "Calm"), (7, "In a hurry")], manifest.Personalities.Select(entry => (entry.Id, entry.Name)));
        Assert.Equal([(20, "Maria"), (21, null)], manifest.TestProfiles.Select(entry => (entry.Id, entry.Name)));
        Assert.Equal(new SourceLocation("cekura.json", 6, 51), manifest.Personalities[1].Location);
        Assert.Equal([101L, 102, 103], manifest.Scenarios.Select(scenario => scenario.Id));
    }

    [Fact]
    public void Reads_options_by_mode()
    {
        var manifest = Reading.Manifest(Everything);

        Assert.Equal(
            """{"websocket_url":"ws://127.0.0.1:8765/chat","project_id":7,"mock_tool_names":["a"]}""",
            manifest.Options["text"].ToJsonString()
        );
        Assert.Equal("""{"mode":"different_numbers"}""", manifest.Scenarios[1].Options["voice"].ToJsonString());
    }

    [Fact]
    public void Reads_a_scenario_with_everything()
    {
        var scenario = Reading.Manifest(Everything).Scenarios[1];

        Assert.Equal("Scenario 102", scenario.Name);
        Assert.Equal(13, scenario.AgentId);
        Assert.Equal("voice", scenario.Mode);
        Assert.Equal(5, scenario.Frequency);
        Assert.Equal(4, scenario.PassAtLeast);
        Assert.Equal(TimeSpan.FromMinutes(10), scenario.Timeout);
        Assert.Empty(scenario.TestProfiles!);
        Assert.Equal(["Latency", "Confirms", "Sentiment"], scenario.Expect.Select(expectation => expectation.Metric));
        Assert.Equal(new SourceLocation("cekura.json", 12, 30), scenario.Expect[0].Location);
        Assert.Equal(new SourceLocation("cekura.json", 10, 5), scenario.Location);
    }

    [Fact]
    public void Leaves_open_what_a_scenario_does_not_say()
    {
        var scenario = Reading.Manifest(Everything).Scenarios[0];

        Assert.Equal("Book", scenario.Name);
        Assert.Equal("Booking", scenario.Folder);
        Assert.Equal(["smoke", "core"], scenario.Tags);
        Assert.Null(scenario.AgentId);
        Assert.Null(scenario.Mode);
        Assert.Null(scenario.Personalities);
        Assert.Null(scenario.TestProfiles);
        Assert.Null(scenario.Frequency);
        Assert.Null(scenario.Timeout);
        Assert.Null(scenario.Skip);
        Assert.Empty(scenario.Expect);
        Assert.Empty(scenario.Options);
        Assert.Equal("waiting for the new calendar", Reading.Manifest(Everything).Scenarios[2].Skip);
    }

    [Fact]
    public void Bare_ids_of_a_scenario_take_the_manifests_names()
    {
        var scenario = Reading.Manifest(Everything).Scenarios[1];

        Assert.Equal([(7, "In a hurry"), (9, null)], scenario.Personalities!.Select(entry => (entry.Id, entry.Name)));
        Assert.Equal(10, scenario.Personalities![0].Location.Line);
    }

    [Fact]
    public void A_name_in_the_scenario_wins_over_the_manifests()
    {
        var manifest = Reading.Manifest(
            """{ "personalities": [{ "id": 7, "name": "Hasty" }], "scenarios": [{ "id": 1, "personalities": [{ "id": 7, "name": "Rushed" }] }] }"""
        );

        Assert.Equal("Rushed", manifest.Scenarios[0].Personalities![0].Name);
    }

    [Theory]
    [InlineData("cekura.json", "cekura")]
    [InlineData("tests/booking.cekura.json", "booking")]
    [InlineData(".cekura.json", ".cekura")]
    public void A_manifest_without_a_name_is_called_like_its_file(string path, string name) =>
        Assert.Equal(name, new ManifestReader().Parse("""{ "scenarios": [{ "id": 1 }] }"""u8.ToArray(), path).Manifest!.Name);

    [Fact]
    public void A_manifest_of_suites_needs_no_scenario() =>
        Assert.Empty(Reading.Manifest("""{ "suites": ["refunds.tests.json"] }""").Scenarios);

    [Fact]
    public void A_warning_leaves_the_manifest_usable()
    {
        var result = Reading.Result("""{ "scenarios": [{ "id": 1, "owner": "Ada" }] }""");

        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(result.Diagnostics).Severity);
        Assert.NotNull(result.Manifest);
    }

    [Fact]
    public void An_error_leaves_no_manifest() => Assert.Null(Reading.Result("""{ "scenarios": [{ "id": 0 }] }""").Manifest);

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark()
    {
        var folder = Directory.CreateTempSubdirectory("cekura-manifest-");
        try
        {
            var path = Path.Combine(folder.FullName, "größe.cekura.json");
            File.WriteAllText(
                path,
                """{ "scenarios": [{ "id": 1 }] }""",
                new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true)
            );

            var manifest = new ManifestReader().Read(path).Manifest!;

            Assert.Equal("größe", manifest.Name);
            Assert.Equal(new SourceLocation(path, 1, 17), manifest.Scenarios[0].Location);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Columns_count_as_editors_do()
    {
        // ä is two bytes and one column, 😀 is four bytes and two columns.
        var scenario = Reading.Manifest("""{ "name": "ä😀", "scenarios": [{ "id": 1 }] }""").Scenarios[0];

        Assert.Equal(new SourceLocation("cekura.json", 1, 32), scenario.Location);
    }

    [Fact]
    public void A_long_line_is_counted_over_its_whole_length()
    {
        var padding = new string('é', 5000);
        var scenario = Reading.Manifest($$"""{ "name": "{{padding}}", "scenarios": [{ "id": 1 }] }""").Scenarios[0];

        Assert.Equal(new SourceLocation("cekura.json", 1, 29 + 5000), scenario.Location);
    }
}
