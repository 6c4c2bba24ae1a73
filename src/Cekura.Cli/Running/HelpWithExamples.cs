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
        var code = help.Invoke(parseResult);
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
}
