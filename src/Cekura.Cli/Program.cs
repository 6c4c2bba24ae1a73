using Cekura.Cli;
using Cekura.Cli.Running;
using Cekura.Cli.Serving;

if (args is [AgentGuard.Verb])
{
    await AgentGuard.RunAsync();
    return ExitCode.Success;
}

using var interruption = new Interruption();
var code = await new Tool(Surroundings.OfThisProcess()).RunAsync(args, interruption.Token);
return interruption.ExitCode ?? code;
