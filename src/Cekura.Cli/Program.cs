using Cekura.Cli;
using Cekura.Cli.Running;

using var interruption = new Interruption();
var code = await new Tool(Surroundings.OfThisProcess()).RunAsync(args, interruption.Token);
return interruption.ExitCode ?? code;
