using System.CommandLine;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

namespace Cekura.Cli.Configuration;

/// <summary>The file <c>~/.cekura/config.toml</c>.</summary>
internal sealed class ConfigCommands(CommandFactory factory)
{
    private static readonly string[] Keys = ["api_url", "default_organization_id", "default_project_id"];

    private readonly Argument<string> _key = new("key") { Description = $"One of {string.Join(", ", Keys)}." };

    public Command Group => CommandFactory.Group("config", "What commands take when nothing else says it.", Get(), Set(), FilePath());

    private Command Get()
    {
        var key = new Argument<string?>("key") { Description = "Only this value.", Arity = ArgumentArity.ZeroOrOne };
        return factory.Make(
            "get",
            "Shows what commands take: the command line, else the environment, else the file. Keys are masked.",
            ["config get", "config get default_project_id"],
            [key],
            async (invocation, _) =>
            {
                var values = new JsonObject
                {
                    ["api_key"] = invocation.ApiKey is { } secret ? Masked(secret.Key) : null,
                    ["api_url"] = invocation.Service.AbsoluteUri.TrimEnd('/'),
                    ["default_organization_id"] = invocation.OrganizationId,
                    ["default_project_id"] = invocation.ProjectId,
                };
                if (invocation.Value(key) is { } one)
                {
                    var value = values.ContainsKey(one)
                        ? values[one]?.DeepClone()
                        : throw Unknown(one, [.. values.Select(pair => pair.Key)]);
                    await invocation.WriteAsync(value, () => $"{value}");
                    return value is null ? ExitCode.Failed : ExitCode.Success;
                }

                var table = new TextTable("KEY", "VALUE");
                foreach (var (name, value) in values)
                {
                    table.Add(name, value?.ToString() ?? "-");
                }

                await invocation.WriteAsync(values, () => table.Write(invocation.Environment.Width));
                return ExitCode.Success;
            }
        );
    }

    private Command Set()
    {
        var value = new Argument<string>("value") { Description = "What to take; \"\" takes the line away." };
        return factory.Make(
            "set",
            "Writes a value to the file. Lines that this command does not know stay.",
            ["config set default_project_id 742", "config set api_url http://127.0.0.1:8700"],
            [_key, value],
            async (invocation, cancellationToken) =>
            {
                var key = invocation.Value(_key);
                if (key == "api_key")
                {
                    throw CommandException.Usage("A key on the command line can be read by others. Write: cekura auth login --api-key -");
                }

                if (!Keys.Contains(key, StringComparer.Ordinal))
                {
                    throw Unknown(key, Keys);
                }

                var before = invocation.ReadableConfig;
                var after = ConfigText.Read(before).With(key, invocation.Value(value) is { Length: > 0 } text ? text : null);
                if (after.Reread().Diagnostics.Count > before.Diagnostics.Count)
                {
                    throw CommandException.Usage(
                        $"{key} wants {(key.EndsWith("_id", StringComparison.Ordinal) ? "a positive integer" : "an address such as https://api.cekura.ai")}."
                    );
                }

                await after.SaveAsync(cancellationToken);
                await invocation.WriteAsync(new JsonObject { ["path"] = before.Path }, () => $"Wrote {key} to {before.Path}.");
                return ExitCode.Success;
            }
        );
    }

    private Command FilePath() => factory.Make("path", "Shows where the file is.", ["config path"], [], async (invocation, _) =>
        {
            await invocation.WriteAsync(new JsonObject { ["path"] = invocation.Config.Path }, () => invocation.Config.Path);
            return ExitCode.Success;
        });

    private static CommandException Unknown(string key, IReadOnlyList<string> keys)
    {
        var nearest = Cekura.Manifests.Text.NearestName.Of(key, keys) is { } name ? $" Did you mean {name}?" : "";
        return CommandException.Usage(
            $"There is no key {Cekura.Manifests.Text.Quoted.Text(key)}.{nearest} The keys are {string.Join(", ", keys)}."
        );
    }

    /// <summary>Enough of a key to tell it from others, and no more.</summary>
    public static string Masked(string key) => key.Length > 12 ? $"{key[..3]}...{key[^4..]}" : "***";
}
