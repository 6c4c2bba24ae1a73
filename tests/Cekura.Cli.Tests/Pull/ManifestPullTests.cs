using System.Text;
using Cekura.Cli.Pull;
using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Tests.Pull;

public sealed class ManifestPullTests
{
    private static readonly Scenario Book = new()
    {
        Id = 101,
        Name = "Book",
        AgentId = 12,
        FolderPath = "Booking",
        Tags = ["smoke", "core"],
    };
    private static readonly Scenario Cancel = new()
    {
        Id = 103,
        Name = "Cancel",
        AgentId = 12,
    };

    [Fact]
    public void Writes_a_manifest_where_there_is_none()
    {
        var pulled = Pull(existing: null, [Book, Cancel], new PullScope(12, IsWhole: true, "Appointments"));

        Assert.Equal(
            """
            {
              "name": "Appointments",
              "agent": 12,
              "scenarios": [
                { "id": 101, "name": "Book", "folder": "Booking", "tags": ["smoke", "core"] },
                { "id": 103, "name": "Cancel" }
              ]
            }

            """,
            pulled.Text
        );
        Assert.Equal([(PullChangeKind.Added, 101L), (PullChangeKind.Added, 103L)], pulled.Changes);
    }

    [Fact]
    public void Keeps_names_that_tell_entries_of_one_scenario_apart()
    {
        const string Mine = """
            { "agent": 12, "scenarios": [
              { "id": 101, "name": "Book, old", "folder": "Gone" },
              { "id": 101, "name": "Book, new", "folder": "Gone", "agent": 13 } ] }
            """;

        Assert.Equal(
            Mine.Replace("Gone", "Booking", StringComparison.Ordinal),
            Pull(Mine, [Book with { Tags = [] }], new PullScope(null, IsWhole: false)).Text
        );
    }

    [Fact]
    public void Keeps_comments_and_the_user_s_own_properties()
    {
        const string Mine = """
            // Our nightly suite.
            {
              "agent": 12, /* production */
              "personalities": [3, 7],
              "scenarios": [
                // the money maker
                { "id": 101, "name": "Old name", "tags": ["smoke"], "frequency": 5 }, // flaky on Mondays
                {
                  "id": 103, // see #7
                  "folder": "Gone", // was here
                  "expect": { "Latency": "<= 2000" }
                } // the last one
              ],
              "options": { "text": { "project_id": 7 } }
            }
            """;

        var pulled = Pull(
            Mine,
            [
                Book,
                Cancel with
                {
                    Tags = ["late"],
                },
                new Scenario
                {
                    Id = 104,
                    Name = "Says \"no\"",
                    AgentId = 13,
                },
            ]
        );

        Assert.Equal(
            """
            // Our nightly suite.
            {
              "agent": 12, /* production */
              "personalities": [3, 7],
              "scenarios": [
                // the money maker
                { "id": 101, "name": "Book", "folder": "Booking", "tags": ["smoke", "core"], "frequency": 5 }, // flaky on Mondays
                {
                  "id": 103, // see #7
                  "name": "Cancel",
                  "tags": ["late"],
                  // was here
                  "expect": { "Latency": "<= 2000" }
                }, // the last one
                { "id": 104, "name": "Says \"no\"", "agent": 13 }
              ],
              "options": { "text": { "project_id": 7 } }
            }
            """,
            pulled.Text
        );
        Assert.Equal([(PullChangeKind.Updated, 101L), (PullChangeKind.Updated, 103L), (PullChangeKind.Added, 104L)], pulled.Changes);
        Assert.Equal(["name", "folder", "tags"], pulled.Raw.Changes[0].Fields);
    }

    [Theory]
    [InlineData("{ \"scenarios\": [ { \"id\": 101 } ] }")]
    [InlineData("{ \"scenarios\": [] }")]
    [InlineData("{ \"scenarios\": [ // none yet\n  ] }")]
    [InlineData("{}")]
    [InlineData("{ /* nothing */ }")]
    [InlineData("{ \"name\": \"x\" }")]
    [InlineData("{\n  \"name\": \"x\" // y\n}")]
    [InlineData("{\n  \"suites\": [ \"a.tests.json\" ],\n}")]
    [InlineData("{\n\t\"scenarios\": [\n\t\t{ \"id\": 101, },\n\t],\n}")]
    [InlineData(
        "{\r\n  \"scenarios\": [\r\n    { \"id\": 101,\r\n      \"name\": \"x\" /* a */, /* b */ // c\r\n    } /* d\r\n e */\r\n  ]\r\n}\r\n"
    )]
    [InlineData("{ \"scenarios\": [\n    { \"id\": 101, \"tags\": [] }\n    , { \"id\": 103, \"folder\": \"F\", \"skip\": \"no\" }\n  ] }")]
    [InlineData("{ \"scenarios\": [\n    { \"id\": 101,\n      \"folder\": \"F\" // why\n    } ] }")]
    [InlineData("{ \"scenarios\": [{\"id\":103,\"folder\":\"F\"},{\"id\":103,\"mode\":\"voice\"}] }")]
    [InlineData("\uFEFF{ \"scenarios\": [ { \"id\": 101 } ] }")]
    public void Whatever_the_layout_the_result_reads_as_the_service_says_and_a_second_pull_changes_nothing(string mine)
    {
        Scenario[] listed = [Book, Cancel];

        var first = Pull(mine, listed);
        var second = Pull(first.Text, listed);

        var read = new ManifestReader().Parse(Encoding.UTF8.GetBytes(first.Text!), "cekura.json");
        Assert.Empty(read.Diagnostics);
        Assert.Equal(
            [(101L, "Book", "Booking", "smoke core"), (103L, "Cancel", null, "")],
            read.Manifest!.Scenarios.Select(entry => (entry.Id, entry.Name, entry.Folder, string.Join(' ', entry.Tags))).Distinct().Order()
        );
        Assert.Equal(Comments(mine), Comments(first.Text!));
        Assert.Equal(mine.Contains("\r\n", StringComparison.Ordinal), first.Text!.Contains("\r\n", StringComparison.Ordinal));
        Assert.Equal(first.Text, second.Text);
        Assert.Empty(second.Changes);
    }

    [Theory]
    [InlineData(true, new long[] { 7 })]
    [InlineData(false, new long[0])]
    public void What_the_service_no_longer_lists_stays_and_is_said_unless_the_list_was_narrowed(bool isWhole, long[] gone)
    {
        const string Mine = """{ "agent": 12, "scenarios": [ { "id": 7, "name": "Old" }, { "id": 8, "agent": 99 }, { "id": 101 } ] }""";

        var pulled = Pull(Mine, [Book], new PullScope(12, isWhole));

        Assert.Equal(gone, pulled.Raw.Changes.Where(change => change.Kind == PullChangeKind.Gone).Select(change => change.ScenarioId));
        Assert.Contains("\"id\": 7, \"name\": \"Old\"", pulled.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_with_errors_is_left_alone()
    {
        var pulled = Pull("""{ "scenarios": [ { "id": "x" } ] }""", [Book]);

        Assert.Null(pulled.Text);
        Assert.Equal(DiagnosticCodes.InvalidId, Assert.Single(pulled.Raw.Diagnostics).Code);
    }

    [Fact]
    public void Names_of_the_service_stay_texts()
    {
        var hostile = new Scenario
        {
            Id = 5,
            Name = "\"},\n// \u202E<b>\\ \ud83d\ude00 \ud800 é",
            Tags = ["", " ", "x\"y"],
        };

        var pulled = Pull("""{ "scenarios": [ { "id": 101 } ] }""", [hostile]);

        var entry = new ManifestReader().Parse(Encoding.UTF8.GetBytes(pulled.Text!), "cekura.json").Manifest!.Scenarios[^1];
        Assert.Equal("\"},\n// \u202E<b>\\ \ud83d\ude00 \ufffd é", entry.Name);
        Assert.Equal(["x\"y"], entry.Tags);
        Assert.DoesNotContain('\u202E', pulled.Text!);
        Assert.Contains('é', pulled.Text!);
    }

    private static (string? Text, IEnumerable<(PullChangeKind, long)> Changes, PulledManifest Raw) Pull(
        string? existing,
        IReadOnlyList<Scenario> scenarios,
        PullScope? scope = null
    )
    {
        ReadOnlyMemory<byte>? bytes = existing is null ? null : Encoding.UTF8.GetBytes(existing);
        var pulled = new ManifestPull("cekura.json", scope ?? new PullScope(12, IsWhole: true)).Apply(bytes, scenarios);
        return (
            pulled.Text is { } text ? Encoding.UTF8.GetString(text.Span) : null,
            pulled.Changes.Select(change => (change.Kind, change.ScenarioId)),
            pulled
        );
    }

    private static IEnumerable<string> Comments(string text) =>
        System
            .Text.RegularExpressions.Regex.Matches(
                text,
                @"//[^\r\n]*|/\*.*?\*/",
                System.Text.RegularExpressions.RegexOptions.Singleline | System.Text.RegularExpressions.RegexOptions.NonBacktracking
            )
            .Select(match => match.Value.TrimEnd());
}
