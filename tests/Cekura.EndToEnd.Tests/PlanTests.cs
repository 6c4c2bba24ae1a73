using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cekura.EndToEnd.Tests;

/// <summary>The targets that people ask for: the plan of a run, and the schemas for editors.</summary>
public sealed class PlanTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Manifest = """
        { "name": "Appointments", "agent": 12, "personalities": [{ "id": 3, "name": "Calm" }, { "id": 7, "name": "Hasty" }],
          "scenarios": [ { "id": 101, "name": "Book" }, { "id": 102, "name": "Cancel", "tags": ["smoke"] } ], "suites": ["refunds.tests.json"] }
        """;

    private const string Suite = """
        { "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask.", "expected_outcome": "Refunded.", "tools": ["end_call"] } ] }
        """;

    // No key of the machine that runs the tests, and nobody who answers.
    private static Dictionary<string, string?> Environment(GeneratedProject project, string? key) =>
        new()
        {
            ["CEKURA_API_KEY"] = key,
            ["HOME"] = project.FolderPath,
            ["USERPROFILE"] = project.FolderPath,
        };

    [Fact]
    public async Task The_plan_shows_cases_runs_and_requests_and_builds_nothing()
    {
        var project = Project();

        var plan = await project.RunAsync(["build", "-t:CekuraPlan"], Environment(project, key: null));

        Assert.True(plan.ExitCode == 0, plan.Output);
        Assert.Contains("Book      Calm    text  1", plan.Output, StringComparison.Ordinal);
        Assert.Contains("Appointments  2 scenarios x 2 personalities  text  4", plan.Output, StringComparison.Ordinal);
        Assert.Contains("6 cases, 6 runs, 2 requests", plan.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Output));
    }

    [LongFact]
    public async Task A_filter_and_settings_leave_a_part()
    {
        var project = Project().WithSettings("<Mode>voice</Mode>");

        var plan = await project.RunAsync(
            ["build", "-t:CekuraPlan", "-p:CekuraFilter=TestCategory=smoke&Personality=3"],
            Environment(project, key: null)
        );
        var wrong = await project.RunAsync(["build", "--no-restore", "-t:CekuraPlan", "-p:CekuraFilter=Personalty=3"]);

        Assert.Contains("Cancel    Calm    voice  1", plan.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 6 cases, 1 run, 1 request", plan.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains(
            "CekuraFilter : error CEK0412: \"Personalty\" is not a property. Did you mean \"Personality\"?",
            wrong.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_price_needs_the_service_and_the_key_stays_out_of_the_log()
    {
        const string Canary = "ck_live_canary_1234567890";
        var project = Project().WithSettings("<ApiUrl>http://127.0.0.1:9</ApiUrl>");

        var plan = await project.RunAsync(
            ["build", "-t:CekuraPlan", "-p:CekuraPrice=true", "-bl:plan.binlog", "-v:n"],
            Environment(project, Canary)
        );

        Assert.Contains("CekuraPrice : warning CEK0413: No estimate of refunds: ", plan.Output, StringComparison.Ordinal);
        Assert.Contains("The service estimates test suites only", plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, plan.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, await Log(Path.Combine(project.FolderPath, "plan.binlog")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_estimate_is_the_service_s()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var service = builder.Build();
        service.Urls.Add("http://127.0.0.1:0");
        var asked = new ConcurrentQueue<string>();
        service.MapFallback(async context =>
        {
            asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            await context.Response.WriteAsJsonAsync(
                new
                {
                    dry_run = true,
                    valid = true,
                    plan = new { total_runs = 2, estimated_cost = 0.7 },
                }
            );
        });
        await service.StartAsync();
        var project = Project().WithSettings($"<ApiUrl>{service.Urls.Single()}</ApiUrl><CostPerRun>text=0.05</CostPerRun>");

        var plan = await project.RunAsync(["build", "-t:CekuraPlan", "-p:CekuraPrice=true"], Environment(project, "ck_test"));

        Assert.Contains("Appointments  2 scenarios x 2 personalities  text  4     0.20", plan.Output, StringComparison.Ordinal);
        Assert.Contains("refunds       2 test cases                   text  2     0.70", plan.Output, StringComparison.Ordinal);
        Assert.Contains("6 cases, 6 runs, 2 requests, estimated cost 0.90", plan.Output, StringComparison.Ordinal);
        Assert.Equal(["POST /test_framework/v1/scenarios/run_scenarios_json/?dry_run=true"], asked);
    }

    [Fact]
    public async Task The_schemas_are_written_beside_manifest_and_suite()
    {
        var project = Project();

        var written = await project.RunAsync(["build", "-t:CekuraSchema"]);

        Assert.True(written.ExitCode == 0, written.Output);
        Assert.Equal("Cekura manifest", Title(project, "cekura.schema.json"));
        Assert.Equal("Cekura test suite, version 1", Title(project, "cekura.tests.schema.json"));
    }

    // A binary log is compressed; its strings are UTF-8.
    private static async Task<string> Log(string path)
    {
        await using var log = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(log, Encoding.UTF8);
        return await text.ReadToEndAsync();
    }

    private GeneratedProject Project() => feed.NewProject("Plan").WithManifest(Manifest).Write("refunds.tests.json", Suite);

    private static string? Title(GeneratedProject project, string file) =>
        (string?)JsonNode.Parse(File.ReadAllText(Path.Combine(project.FolderPath, file)))!["title"];
}
