using System.CommandLine;

namespace Cekura.Cli.Running;

/// <summary>Makes commands that all behave alike: values in, data to standard output, a code out.</summary>
internal sealed class CommandFactory(GlobalOptions options, CommandEnvironment environment)
{
    private readonly Dictionary<Command, IReadOnlyList<string>> _examples = [];

    /// <summary>Command lines that work, for each command, without the word <c>cekura</c>.</summary>
    public IReadOnlyDictionary<Command, IReadOnlyList<string>> Examples => _examples;

    /// <summary>A command.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does, a sentence.</param>
    /// <param name="examples">Command lines that work, without the word <c>cekura</c>.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">Does it, and gives the exit code.</param>
    public Command Make(
        string name,
        string description,
        IReadOnlyList<string> examples,
        IReadOnlyList<Symbol> symbols,
        Func<Invocation, CancellationToken, Task<int>> run
    )
    {
        var command = new Command(name, description);
        _examples[command] = examples;
        foreach (var argument in symbols.OfType<Argument>())
        {
            command.Arguments.Add(argument);
        }

        foreach (var option in symbols.OfType<Option>())
        {
            command.Options.Add(option);
        }

        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = new Invocation(parsed, options, environment);
                return await run(invocation, cancellationToken);
            }
        );
        return command;
    }

    /// <summary>A group of commands.</summary>
    public static Command Group(string name, string description, params IEnumerable<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }

        return group;
    }
}
