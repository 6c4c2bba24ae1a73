using Cekura.Cli;
using Cekura.Cli.Emulation;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

if (args is [AgentGuard.Verb])
{
    await AgentGuard.RunAsync();
    return ExitCode.Success;
}

using var interruption = new Interruption();
var code = await new Tool(CommandEnvironment.OfThisProcess()).RunAsync(args, interruption.Token);
return interruption.ExitCode ?? code;
