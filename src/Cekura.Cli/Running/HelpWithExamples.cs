using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cekura.Cli.Running;

/// <summary>Help, and below it command lines that work.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<Command, IReadOnlyList<string>> examples)
    : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = WithoutShadowed(parseResult.CommandResult.Command, () => help.Invoke(parseResult));
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine($"  cekura {line}");
            }

            output.WriteLine();
        }

        return code;
    }

    // A command whose own option has the name of one of every command's takes its place, and help would show both.
    private static int WithoutShadowed(Command command, Func<int> write)
    {
        var own = command.Options.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        List<Option> shadowed =
        [
            .. command
                .Parents.SelectMany(parent => parent.Parents.Append(parent))
                .OfType<Command>()
                .SelectMany(parent => parent.Options)
                .Where(option => option is { Recursive: true, Hidden: false } && own.Contains(option.Name)),
        ];
        shadowed.ForEach(option => option.Hidden = true);
        try
        {
            return write();
        }
        finally
        {
            shadowed.ForEach(option => option.Hidden = false);
        }
    }
}
