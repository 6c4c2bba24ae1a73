using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;

namespace Cekura.Cli.Running;

/// <summary>The version of this command.</summary>
internal sealed class VersionCommand(CommandFactory factory)
{
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public Command Command => factory.Make("version", "Shows the version.", ["version"], [], async (invocation, _) =>
        {
            await invocation.WriteAsync(new JsonObject { ["version"] = Version }, () => Version);
            return ExitCode.Success;
        });
}
