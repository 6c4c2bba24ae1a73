using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Cli.Durations;

/// <summary>Commands about <c>cekura-durations.json</c>: what shards are balanced by.</summary>
internal sealed class DurationsCommands(CommandFactory factory)
{
    private readonly Option<string?> _project = new("--project")
    {
        Description = "Name of the test project; default: the one that ran last.",
    };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = $"The file; default: {DurationsFile.DefaultName} in the folder of the test project.",
    };

    public Command Group => CommandFactory.Group("durations", "How long tests last, so that shards take the same time.", Save());

    private Command Save() =>
        factory.Make(
            "save",
            "Writes how long the conversations of the last test run lasted; tests that it does not have stay. Commit the file, and name it in the setting Durations.",
            ["durations save", "durations save --project Clinic.Tests"],
            [_project, _output],
            async (invocation, _) =>
            {
                var project = invocation.Value(_project);
                var run = LastTestRun.Read(invocation.StateDirectory, project)
                    ?? throw CommandException.Usage(
                        $"No test run {(project is null ? "" : $"of {UntrustedText.Line(project)} ")}is remembered in {invocation.StateDirectory}. Run dotnet test first."
                    );
                var path = invocation.Value(_output) is { } given
                    ? invocation.Environment.PathOf(given)
                    : Path.Combine(run.ProjectDirectory, DurationsFile.DefaultName);
                var tests = DurationsFile.Save(path, run);
                await invocation.WriteAsync(new JsonObject { ["durations"] = path, ["tests"] = tests }, () =>
                    $"Wrote {path}: {Counted.Of(tests, "test")}. Name it in the setting Durations: shards are balanced by it."
                );
                return ExitCode.Success;
            }
        );
}
