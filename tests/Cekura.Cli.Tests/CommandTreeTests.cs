using Cekura.Cli.Running;

namespace Cekura.Cli.Tests;

/// <summary>Every command there is, and its examples.</summary>
public sealed class CommandTreeTests
{
    private readonly Tool _tool = new(
        new CommandEnvironment(
            TextWriter.Null,
            TextWriter.Null,
            () => TextReader.Null,
            new Dictionary<string, string?>(),
            "/home/anna",
            "/home/anna",
            Width: null,
            ErrorIsTerminal: false,
            TimeProvider.System
        )
    );

    [Fact]
    public void Every_command_has_examples_that_it_understands_itself()
    {
        foreach (var (path, command) in Leaves(_tool.Root, ""))
        {
            Assert.NotEmpty(_tool.Examples[command]);
            foreach (var example in _tool.Examples[command])
            {
                var line = example.Split([" | ", " < ", " >> "], StringSplitOptions.None)[0];
                Assert.StartsWith(path, line, StringComparison.Ordinal);
                var parsed = _tool.Root.Parse(line);
                Assert.True(parsed.Errors.Count == 0, $"{example}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
                Assert.Same(command, parsed.CommandResult.Command);
            }
        }
    }

    [Fact]
    public void The_grammar_has_every_word_of_the_services_own_command()
    {
        string[] lines =
        [
            "scenarios run-text --agent-id 1 --scenario-ids 1,2",
            "scenarios run-chirp --agent-id 1 --scenario-ids 1,2",
            "scenarios run-livekit-v2 --from-file r.json",
            "runs list --result-id 1 --format json",
            "runs list --agent-id 1",
            "runs get 1 --format json",
            "runs listen-url 1",
            "runs end-call 1",
            "runs mark-metric-vote 1 --metric-id 2 --thumbs-up --expected-value 5 --feedback x",
            "run rerun 1 --metric-ids 1,2",
            "test-sets create-from-run --run-id 1 --name x",
            "run start --agent-id 1 --scenario-ids 1 --format json",
            "run watch 1",
        ];

        Assert.All(lines, line => Assert.Empty(_tool.Root.Parse(line).Errors));
    }

    private static IEnumerable<(string Path, System.CommandLine.Command Command)> Leaves(System.CommandLine.Command command, string path) =>
        [
            .. command.Action is null ? Array.Empty<(string, System.CommandLine.Command)>() : [(path, command)],
            .. command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}".TrimStart())),
        ];
}
