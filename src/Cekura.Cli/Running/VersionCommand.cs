using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;

namespace Cekura.Cli.Running;

/// <summary>The version of this command.</summary>
internal sealed class VersionCommand(CommandFactory factory)
{
    public Command Command => factory.Make("version", "Shows the version.", ["version"], [], async (invocation, _) =>
        {
            var version = typeof(VersionCommand)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                .InformationalVersion.Split('+')[0];
            await invocation.WriteAsync(new JsonObject { ["version"] = version }, () => version);
            return ExitCode.Success;
        });
}
