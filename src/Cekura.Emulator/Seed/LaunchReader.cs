namespace Cekura.Emulator.Seed;

/// <summary>Reads <c>agents[].launch</c>.</summary>
internal static class LaunchReader
{
    private const int DefaultTimeoutSeconds = 30;

    public static Launch Read(SeedElement element)
    {
        element.KnowOnly(
            "command",
            "project",
            "args",
            "working_directory",
            "environment",
            "pass_variables",
            "ready_url",
            "timeout_seconds"
        );
        var (command, project) = (element.Get("command"), element.Get("project"));
        if (project is not null && command is not null)
        {
            throw project.KeyError($"{element.Path} has both \"command\" and \"project\". Take one of them out.", SeedCode.WrongValue);
        }

        if (project is null && command is null)
        {
            throw element.Error($"{element.Path} needs \"command\", or \"project\" in its place.", SeedCode.MissingKey);
        }

        var ready = element.Get("ready_url");
        if (ready is not null && !IsHttp(ready.Text().Replace(Agent.PortPlaceholder, "1", StringComparison.Ordinal)))
        {
            throw ready.Error($"{ready.Path} must be an address that starts with http:// or https://.", SeedCode.Address);
        }

        return new()
        {
            Command = command?.Text() ?? "dotnet",
            Project = project?.Text(),
            Arguments = [.. element.Items("args").Select(argument => argument.Text())],
            WorkingDirectory = element.Get("working_directory")?.Text(),
            Environment = element.Get("environment")?.Texts() ?? new Dictionary<string, string>(),
            PassVariables = [.. element.Items("pass_variables").Select(KeptBack)],
            ReadyUrl = ready?.Text(),
            Timeout = TimeSpan.FromSeconds(element.Get("timeout_seconds")?.Number(min: 0) ?? DefaultTimeoutSeconds),
            Place = element.Path,
        };
    }

    private static string KeptBack(SeedElement name) =>
        InheritedVariables.IsKeptBack(name.Text())
            ? name.Text()
            : throw name.Error(
                $"{name.Path} \"{name.Text()}\" is passed on without being named. Only keys of Cekura are kept back, such as CEKURA_API_KEY. Take it out.",
                SeedCode.PassVariable
            );

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
