using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;
using Cekura.Client;

namespace Cekura.Cli.Configuration;

/// <summary>Whose key commands use.</summary>
internal sealed class AuthCommands(CommandFactory factory)
{
    public Command Group => CommandFactory.Group("auth", "Whose key commands use.", Login(), WhoAmI(), Logout());

    private Command Login() =>
        factory.Make(
            "login",
            "Keeps a key in the config file, readable by you alone. Write --api-key - to give it on standard input, where it stays out of the shell's history.",
            ["auth login --api-key - < key.txt"],
            [],
            async (invocation, cancellationToken) =>
            {
                var key = invocation.GivenApiKey switch
                {
                    null => throw CommandException.Usage(
                        "Signing in with a browser is not available to other programs than the service's own. Make a key in its dashboard, and write: cekura auth login --api-key -"
                    ),
                    "-" => (await invocation.Environment.In().ReadLineAsync(cancellationToken))?.Trim(),
                    var given => given,
                };
                if (string.IsNullOrWhiteSpace(key) || key.Any(character => character is <= ' ' or > '~'))
                {
                    throw CommandException.Usage("That is no key: it has to be one line of printable characters.");
                }

                var file = invocation.ReadableConfig;
                await ConfigText.Read(file).With("api_key", key).SaveAsync(cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["path"] = file.Path, ["api_key"] = ConfigCommands.Masked(key) }, () =>
                    $"Kept the key {ConfigCommands.Masked(key)} in {file.Path}."
                );
                return ExitCode.Success;
            }
        );

    private Command WhoAmI() =>
        factory.Make(
            "whoami",
            "Shows which key commands use, where it comes from, and the projects that it sees.",
            ["auth whoami"],
            [],
            async (invocation, cancellationToken) =>
            {
                if (invocation.ApiKey is not var (key, source))
                {
                    throw new CommandException(
                        ExitCode.Refused,
                        "authentication",
                        "There is no key. Set CEKURA_API_KEY, or write: cekura auth login --api-key -"
                    );
                }

                var projects = await invocation
                    .Client.Projects.ListAsync(new ProjectQuery { OrganizationId = invocation.OrganizationId }, cancellationToken)
                    .ToListAsync(cancellationToken);
                var table = new TextTable("PROJECT", "NAME");
                foreach (var project in projects)
                {
                    table.Add($"{project.Id}", project.Name);
                }

                var json = new JsonObject
                {
                    ["api_key"] = ConfigCommands.Masked(key),
                    ["source"] = source,
                    ["api_url"] = invocation.Service.AbsoluteUri.TrimEnd('/'),
                    ["projects"] = new JsonArray([.. projects.Select(project => JsonText.Of(project.Source))]),
                };
                await invocation.WriteAsync(json, () =>
                    $"Key {ConfigCommands.Masked(key)} from {source}, at {invocation.Service}\n\n{table.Write(invocation.Environment.Width)}"
                );
                return ExitCode.Success;
            }
        );

    private Command Logout() =>
        factory.Make("logout", "Takes the key out of the config file.", ["auth logout"], [], async (invocation, cancellationToken) =>
        {
            var file = invocation.ReadableConfig;
            var had = file.ApiKey is not null;
            if (had)
            {
                await ConfigText.Read(file).With("api_key", value: null).SaveAsync(cancellationToken);
            }

            await invocation.WriteAsync(new JsonObject { ["path"] = file.Path, ["removed"] = had }, () =>
                had ? $"Took the key out of {file.Path}." : $"There is no key in {file.Path}."
            );
            return ExitCode.Success;
        });
}
