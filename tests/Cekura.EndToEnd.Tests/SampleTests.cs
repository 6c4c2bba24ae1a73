using System.Diagnostics;
using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// The samples as they stand: the first command of the README, with and without the sample agent's two bugs, and every mode.
/// </summary>
public sealed class SampleTests : IClassFixture<PackedFeed>, IDisposable
{
    // In the environment of what these tests start.
    private const string Mark = "SAMPLE_TESTS";

    // What the samples refer to was built before this project, and is being packed; one process is enough for what is left.
    private const string AlreadyBuilt = "-p:BuildProjectReferences=false";

    private readonly string _results = Directory.CreateTempSubdirectory("cekura-sample-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [LongFact]
    public async Task The_sample_passes_with_a_transcript_for_every_test()
    {
        var run = await TestAsync();

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.True(run.Tests.Count >= 18, $"{run.Tests.Count} tests");
        Assert.All(run.Tests, test => Assert.Equal("Passed", test.Outcome));
        Assert.All(run.Tests, test => Assert.Contains("Caller", test.Attachment("transcript.md"), StringComparison.Ordinal));
        Assert.True(
            File.Exists(
                Path.Combine(
                    PackedFeed.Repository,
                    "samples",
                    "AppointmentTests",
                    "bin",
                    PackedFeed.Configuration,
                    "net10.0",
                    "Cekura.Guard.dll"
                )
            ),
            "A test run that is killed would leave its conversations going on."
        );
        AssertNoAgentIsLeft();
    }

    [Fact]
    public async Task With_the_agent_s_bugs_exactly_the_expected_pairs_fail_and_say_why()
    {
        var run = await TestAsync(new Dictionary<string, string?> { ["AGENT_REGRESSION"] = "1" });

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "Book an appointment [Types in lower case]",
                "Move to a time that is taken [In a hurry]",
                "Move to a time that is taken [Patient caller]",
                "Move to a time that is taken [Types in lower case]",
            ],
            run.Named("Failed")
        );
        Assert.True(run.Named("Passed").Count() >= 14, $"{run.Tests.Count} tests");
        Assert.All(run.Tests, test => Assert.Contains("Caller", test.Attachment("transcript.md"), StringComparison.Ordinal));
        Assert.True(
            File.Exists(
                Path.Combine(
                    PackedFeed.Repository,
                    "samples",
                    "AppointmentTests",
                    "bin",
                    PackedFeed.Configuration,
                    "net10.0",
                    "Cekura.Guard.dll"
                )
            ),
            "A test run that is killed would leave its conversations going on."
        );

        var misread = run.Test("Book an appointment [Types in lower case]");
        Assert.StartsWith("Failed: expected outcome 0", misread.Message, StringComparison.Ordinal);
        Assert.Contains("❌ The agent books Thursday at 10:30 AM", misread.Message, StringComparison.Ordinal);
        Assert.Contains("samples/AppointmentTests/cekura.json:line ", misread.StackTrace.Replace('\\', '/'), StringComparison.Ordinal);

        foreach (var promised in run.Tests.Where(test => test.Name.StartsWith("Move to a time that is taken", StringComparison.Ordinal)))
        {
            Assert.Contains("❌ The agent never promises a slot that is taken", promised.Message, StringComparison.Ordinal);
            Assert.Contains("critical: ", promised.Message, StringComparison.Ordinal);
            Assert.Contains("move_appointment", promised.Attachment("transcript.md"), StringComparison.Ordinal);
        }

        AssertNoAgentIsLeft();
    }

    /// <summary>Called from a folder whose global.json chooses the other platform; nothing of the sample is changed.</summary>
    [Fact]
    public async Task On_Microsoft_Testing_Platform_exactly_the_same_pairs_fail()
    {
        await File.WriteAllTextAsync(Path.Combine(_results, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");

        var command = await Dotnet.RunAsync(
            _results,
            [
                "test",
                "--project",
                Path.Combine(PackedFeed.Repository, "samples", "AppointmentTests"),
                AlreadyBuilt,
                "-c",
                PackedFeed.Configuration,
                "--results-directory",
                _results,
                "--report-trx",
                "--report-trx-filename",
                "run.trx",
            ],
            new Dictionary<string, string?> { ["AGENT_REGRESSION"] = "1", [Mark] = _results }
        );
        var run = new TestRun(command, Path.Combine(_results, "run.trx"));

        Assert.True(run.ExitCode == 2, run.Console);
        Assert.Equal(
            [
                "Book an appointment [Types in lower case]",
                "Move to a time that is taken [In a hurry]",
                "Move to a time that is taken [Patient caller]",
                "Move to a time that is taken [Types in lower case]",
            ],
            run.Named("Failed")
        );
        Assert.Equal(23, run.Named("Passed").Count());
        Assert.All(run.Tests, test => Assert.Contains("Caller", test.Attachment("transcript.md"), StringComparison.Ordinal));
        AssertNoAgentIsLeft();
    }

    [Fact]
    public async Task The_sample_is_checked_when_it_is_built()
    {
        var manifest = Path.Combine(_results, "wrong.cekura.json");
        var more = Path.Combine(_results, "more.targets");
        await File.WriteAllTextAsync(manifest, """{ "mode": "txet", "agent": 12, "scenarios": [ { "id": 101 } ] }""");
        await File.WriteAllTextAsync(
            more,
            $"""<Project><ItemGroup Condition="'$(MSBuildProjectName)' == 'AppointmentTests'"><CekuraManifest Include="{manifest}" /></ItemGroup></Project>"""
        );

        var build = await Dotnet.RunAsync(
            PackedFeed.Repository,
            [
                "build",
                "samples/AppointmentTests",
                "-c",
                PackedFeed.Configuration,
                AlreadyBuilt,
                "-m:1",
                $"-p:CustomBeforeMicrosoftCommonTargets={more}",
            ]
        );

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("wrong.cekura.json(1,11): error CEK0114: \"txet\" is not a mode.", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_manifest_starts_a_case_in_each_of_the_thirteen_modes()
    {
        var run = await TestAsync(sample: "AllModes");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.All(run.Tests, test => Assert.Equal("Passed", test.Outcome));
        var kinds = run.Tests.ToDictionary(
            test => test.Name.Split(" [")[0],
            test => JsonNode.Parse(test.Attachment("run.json"))!["run_type"]!.ToString()
        );
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Chat"] = "Text",
                ["Phone call"] = "Voice",
                ["Raw audio over a WebSocket"] = "Chirp",
                ["LiveKit room"] = "LiveKit",
                ["Pipecat session"] = "Pipecat",
                ["SIP call"] = "SIP",
                ["Text over a WebSocket"] = "WebSocket",
                ["Vapi assistant"] = "VapiWebRTC",
                ["Retell agent"] = "RetellWebRTC",
                ["ElevenLabs agent"] = "ElevenLabs",
                ["Agora session"] = "Agora",
                ["E-mail"] = "Email",
                ["Chat without an address"] = "ApiChat",
            },
            kinds
        );
        AssertNoAgentIsLeft();
    }

    /// <summary>
    /// One agent behind eight protocols: each scenario has the same verdict on all of them. Where a protocol shows no tools, they and their
    /// tokens come from the agent's spans, sent by the exporter of OpenTelemetry.
    /// </summary>
    [Fact]
    public async Task With_the_agent_s_bug_the_same_scenarios_fail_on_every_protocol()
    {
        var failed = await TestAsync(new Dictionary<string, string?> { ["AGENT_REGRESSION"] = "1" }, "Agents");
        if (LongerTests.AreWanted)
        {
            var passed = await TestAsync(null, "Agents", "--no-build");
            Assert.True(passed.ExitCode == 0, passed.Console);
            Assert.Equal(32, passed.Named("Passed").Count());
        }

        string[] protocols = ["a2a", "activity", "ag-ui", "command", "http", "openai-chat", "openai-responses", "websocket"];
        Assert.Equal(
            (string[])
                [
                    .. protocols.Select(protocol => $"Ask for a day when the desk is closed [{protocol}]"),
                    .. protocols.Select(protocol => $"Change the day before it is booked [{protocol}]"),
                ],
            failed.Named("Failed")
        );
        Assert.Equal(
            (string[])
                [
                    .. protocols.Select(protocol => $"Ask for the opening hours [{protocol}]"),
                    .. protocols.Select(protocol => $"Book a check-up [{protocol}]"),
                ],
            failed.Named("Passed")
        );
        foreach (var test in failed.Tests.Where(test => test.Outcome == "Failed"))
        {
            Assert.Contains("not book_slot({\"day\":\"Monday\"})", test.Message, StringComparison.Ordinal);
        }

        foreach (var protocol in (string[])["a2a", "activity"])
        {
            var traced = failed.Test($"Book a check-up [{protocol}]");
            Assert.Contains("Agent calls book_slot (seen by trace)", traced.Attachment("transcript.md"), StringComparison.Ordinal);
            Assert.Contains("execute_tool book_slot", traced.Attachment("trace.json"), StringComparison.Ordinal);
        }

        // Its lines show the tools, and its trace what they cost: a call that both tell of stands there once.
        var program = failed.Test("Book a check-up [command]");
        Assert.Contains("execute_tool book_slot", program.Attachment("trace.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("(seen by trace)", program.Attachment("transcript.md"), StringComparison.Ordinal);
        Assert.Contains("Token cost", await File.ReadAllTextAsync(Path.Combine(_results, "cekura-report.html")), StringComparison.Ordinal);

        AssertNoAgentIsLeft();
    }

    [LongFact]
    public async Task The_sample_of_agents_in_the_same_process_passes()
    {
        var run = await TestAsync(null, "InProcess");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Equal(4, run.Named("Passed").Count());
    }

    [Fact]
    public async Task The_code_first_sample_passes_and_shows_a_regression_as_the_turns_that_decided()
    {
        var failed = await TestAsync(new Dictionary<string, string?> { ["AGENT_REGRESSION"] = "1" }, "CodeFirst");
        if (LongerTests.AreWanted)
        {
            var passed = await TestAsync(null, "CodeFirst", "--no-build");
            Assert.True(passed.ExitCode == 0, passed.Console);
            Assert.All(passed.Tests, test => Assert.Equal("Passed", test.Outcome));
        }

        Assert.Equal((12, 8), (failed.Tests.Count, failed.Named("Passed").Count()));
        Assert.Single(failed.Tests, test => test.Attachments.Any(file => file.EndsWith("cekura-report.html", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Book an appointment [Types in lower case]",
                "Move to a time that is taken [In a hurry]",
                "Move to a time that is taken [Patient caller]",
                "Move to a time that is taken [Types in lower case]",
            ],
            failed.Named("Failed")
        );
        var promised = failed.Test("Move to a time that is taken [In a hurry]");
        Assert.Contains("Expected: a call of check_slot before a call of move_appointment", promised.Message, StringComparison.Ordinal);
        Assert.Contains(
            "But was:  no call of that name, but of find_patient, find_appointment, move_appointment",
            promised.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("BookingTests.cs:line ", promised.StackTrace, StringComparison.Ordinal);
        AssertNoAgentIsLeft();
    }

    private async Task<TestRun> TestAsync(
        Dictionary<string, string?>? environment = null,
        string sample = "AppointmentTests",
        params string[] arguments
    )
    {
        var result = await Dotnet.RunAsync(
            PackedFeed.Repository,
            [
                "test",
                $"samples/{sample}",
                "-c",
                PackedFeed.Configuration,
                AlreadyBuilt,
                "-m:1",
                "--results-directory",
                _results,
                "--logger",
                "trx;LogFileName=run.trx",
                .. arguments,
            ],
            new Dictionary<string, string?>(environment ?? []) { [Mark] = _results }
        );
        return new TestRun(result, Path.Combine(_results, "run.trx"));
    }

    private void AssertNoAgentIsLeft()
    {
        var left = Process.GetProcesses().Where(IsOurAgent).Select(process => process.Id).ToList();
        Assert.True(left.Count == 0, $"The sample's agent still runs: {string.Join(", ", left)}");
    }

    // The tests of the agent itself may run at the same time.
    private bool IsOurAgent(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline") is var command
                && (
                    command.Contains("AppointmentAgent.dll", StringComparison.Ordinal)
                    || command.Contains("Desk.dll", StringComparison.Ordinal)
                )
                && File.ReadAllText($"/proc/{process.Id}/environ").Contains($"{Mark}={_results}", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
