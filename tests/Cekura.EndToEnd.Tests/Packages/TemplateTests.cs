using System.Diagnostics;
using System.Text.RegularExpressions;
using Cekura.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary><c>dotnet new cekura-tests</c>, as somebody meets it who knows nothing yet.</summary>
public sealed class TemplateTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public async Task The_new_project_passes_and_what_is_then_broken_is_mended_by_the_error_alone()
    {
        var folder = await TemplateProject.CreateAsync(feed, "My.Agent-Tests 2");
        var run = await folder.TestAsync("My.Agent-Tests 2");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Equal(
            [
                "Ask for a person [Calm]",
                "Ask for a person [In a hurry]",
                "Ask for the opening hours [Calm]",
                "Ask for the opening hours [In a hurry]",
            ],
            run.Named("Passed")
        );

        var manifest = Path.Combine("My.Agent-Tests 2", "cekura.json");
        var text = await File.ReadAllTextAsync(Path.Combine(folder.FolderPath, manifest));
        folder.Write(manifest, text.Replace("\"mode\": \"text\"", "\"mode\": \"txet\"", StringComparison.Ordinal));
        var build = await folder.RunAsync(["build", "--no-restore", "My.Agent-Tests 2"]);

        Assert.Equal(1, build.ExitCode);
        var error = Regex.Match(
            build.Output,
            """cekura\.json\((?<line>\d+),(?<column>\d+)\): error CEK0114: "txet" is not a mode\. Did you mean "(?<meant>\w+)"\?""",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromMinutes(1)
        );
        Assert.True(error.Success, build.Output);
        folder.Write(manifest, Mend(await File.ReadAllTextAsync(Path.Combine(folder.FolderPath, manifest)), error));
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(folder.FolderPath, manifest)));

        // The other platform is chosen by the new folder, for calls in it: above it, nothing has changed.
        Assert.False(File.Exists(Path.Combine(folder.FolderPath, "My.Agent-Tests 2", "global.json")));
        var said = await TemplateProject.AddAsync(folder, "On platform", "--runner", "mtp");
        Assert.Contains("dotnet test in the new folder runs ", said, StringComparison.Ordinal);
        var passed = await folder.RunInAsync("On platform", "test");

        Assert.True(passed.ExitCode == 0, passed.Output);
        Assert.Contains("Test run summary: Passed!", passed.Output, StringComparison.Ordinal);
        Assert.Contains("total: 4\n", passed.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_agent_of_one_s_own_there_is_no_stub()
    {
        var folder = await TemplateProject.CreateAsync(feed, "Mine", "--agent-url", "ws://localhost:8765/chat");
        var project = Path.Combine(folder.FolderPath, "Mine");

        Assert.Equal(
            [".gitignore", "Mine.csproj", "cekura.json", "cekura.runsettings", "emulator.seed.json"],
            Directory.EnumerateFileSystemEntries(project).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "\"websocket_url\": \"ws://localhost:8765/chat\",",
            await File.ReadAllTextAsync(Path.Combine(project, "emulator.seed.json")),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("StubAgent", await File.ReadAllTextAsync(Path.Combine(project, "Mine.csproj")), StringComparison.Ordinal);

        // In a repository of Microsoft.Testing.Platform the folder can choose VSTest.
        await TemplateProject.AddAsync(folder, "Theirs", "--runner", "vstest", "--agent-url", "ws://localhost:8765/chat");
        Assert.Equal(
            """{ "test": { "runner": "VSTest" } }""",
            Regex.Replace(
                (await File.ReadAllTextAsync(Path.Combine(folder.FolderPath, "Theirs", "global.json"))).Trim(),
                @"\s+",
                " ",
                RegexOptions.None,
                TimeSpan.FromMinutes(1)
            )
        );
        if (LongerTests.AreWanted)
        {
            var list = await folder.RunAsync(["test", "Mine", "--list-tests"]);
            Assert.Contains("Say hello [Calm]", list.Output, StringComparison.Ordinal);
        }
    }

    /// <summary>The commands of docs/getting-started.md, with an agent of which the template knows nothing.</summary>
    [LongFact]
    public async Task An_agent_of_one_s_own_gets_a_green_and_a_red_test()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/chat/completions", () =>
            new { choices = new[] { new { message = new { content = "Ciao! What would you like?" } } } }
        );
        await app.StartAsync();
        var url = $"{app.Urls.Single()}/v1/chat/completions";

        var folder = await TemplateProject.CreateAsync(feed, "Pizza", "--agent", "openai-chat", "--agent-url", url);
        var run = await folder.TestAsync("Pizza");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Say hello [Calm]", "Say hello [In a hurry]"], run.Named("Passed"));
        Assert.Equal(["Ask your question [Calm]", "Ask your question [In a hurry]"], run.Named("Failed"));
        Assert.Contains("/WRITE HERE WHAT YOUR AGENT MUST SAY/", run.Test("Ask your question [Calm]").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai-chat")]
    [LongInlineData("openai-responses")]
    [LongInlineData("ag-ui")]
    [LongInlineData("a2a")]
    [LongInlineData("activity")]
    [LongInlineData("http")]
    [LongInlineData("command")]
    public async Task With_a_protocol_the_stub_speaks_it(string protocol)
    {
        var folder = await TemplateProject.CreateAsync(feed, "Speaks", "--agent", protocol);
        var project = Path.Combine(folder.FolderPath, "Speaks");

        Assert.Equal(
            ["Program.cs", "StubAgent.csproj"],
            Directory.EnumerateFiles(Path.Combine(project, "agent")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            $"\"protocol\": \"{protocol}\",",
            await File.ReadAllTextAsync(Path.Combine(project, "emulator.seed.json")),
            StringComparison.Ordinal
        );
        var run = await folder.TestAsync("Speaks");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Equal(4, run.Named("Passed").Count());
    }

    [LongFact]
    public async Task In_a_repository_with_central_versions_it_passes_too_and_git_sees_only_what_people_write()
    {
        var folder = await TemplateProject.CreateAsync(feed, "Central");
        folder.Write(
            "Directory.Packages.props",
            """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageVersionOverrideEnabled>false</CentralPackageVersionOverrideEnabled>
              </PropertyGroup>
              <ItemGroup><PackageVersion Include="Cekura.TestAdapter" Version="0.0.1" /></ItemGroup>
            </Project>
            """
        );

        var run = await folder.TestAsync("Central");

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Equal(4, run.Named("Passed").Count());
        var project = Path.Combine(folder.FolderPath, "Central");
        foreach (var secret in new[] { ".env", ".cekura/state/runs.json", "TestResults/cekura-report.html" })
        {
            folder.Write(Path.Combine("Central", secret), "api_key = …");
        }

        Assert.Equal(
            ["Central.csproj", "agent/Program.cs", "agent/StubAgent.csproj", "cekura.json", "cekura.runsettings", "emulator.seed.json"],
            (await GitFilesAsync(project)).Where(file => file != ".gitignore").Order(StringComparer.Ordinal)
        );
    }

    private static async Task<string[]> GitFilesAsync(string directory)
    {
        await RunGitAsync(directory, "init", "-q");
        return (await RunGitAsync(directory, "ls-files", "--others", "--exclude-standard")).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
    }

    private static async Task<string> RunGitAsync(string directory, params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return output;
    }

    // What stands at the place that the message names is replaced by what it offers.
    private static string Mend(string text, Match error)
    {
        var lines = text.Split('\n');
        var (line, column) = (int.Parse(error.Groups["line"].ValueSpan) - 1, int.Parse(error.Groups["column"].ValueSpan) - 1);
        var end = lines[line].IndexOf('"', column + 1);
        lines[line] = $"{lines[line][..column]}\"{error.Groups["meant"].Value}{lines[line][end..]}";
        return string.Join('\n', lines);
    }
}
