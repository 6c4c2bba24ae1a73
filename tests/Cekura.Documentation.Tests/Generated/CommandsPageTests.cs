using System.CommandLine;
using System.Globalization;
using System.Text;
using Cekura.Cli;
using Cekura.Documentation.Tests.Code;

namespace Cekura.Documentation.Tests.Generated;

/// <summary><c>docs/commands.md</c>, out of the command itself.</summary>
public sealed class CommandsPageTests
{
    private readonly Tool _tool = ShellBlock.Tool;

    [Fact]
    public void Docs_commands_is_what_the_command_says()
    {
        var text = new StringBuilder(
            "# Commands of `cekura`\n\n<!-- Written by CommandsPageTests out of the command itself. -->\n\nFor what they are good for, see [the command](cli.md).\n\n## Options of every command\n\n"
        );
        AddOptions(text, _tool.Root.Options);
        foreach (var (path, command) in Leaves(_tool.Root, ""))
        {
            var arguments = string.Concat(
                command.Arguments.Select(argument =>
                    argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" <{argument.Name}>"
                )
            );
            text.Append(CultureInfo.InvariantCulture, $"## `{path}{arguments}`\n\n{command.Description}\n\n");
            AddOptions(text, command.Options);
            text.Append(
                CultureInfo.InvariantCulture,
                $"```sh\n{string.Join('\n', _tool.Examples[command].Select(example => $"cekura {example}"))}\n```\n\n"
            );
        }

        GeneratedPage.Check("docs/commands.md", text.ToString());
    }

    private static void AddOptions(StringBuilder text, IList<Option> options)
    {
        if (options.Count == 0)
        {
            return;
        }

        text.Append("| Option | Meaning |\n|---|---|\n");
        foreach (var option in options)
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}`"));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {names}{(option.Required ? ", required" : "")} | {option.Description?.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        }

        text.Append('\n');
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        [
            .. command.Action is null ? Array.Empty<(string, System.CommandLine.Command)>() : [(path, command)],
            .. command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}".TrimStart())),
        ];
}
