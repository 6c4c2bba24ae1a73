namespace Cekura.Benchmarks.Bench;

/// <summary>A project that is built and ready to be listed and run.</summary>
internal sealed class BenchProject
{
    private readonly Workbench _bench;

    private readonly bool _isOnPlatform;

    private BenchProject(Workbench bench, IFramework framework, string directory) =>
        (_bench, _isOnPlatform, Name, Folder) = (bench, framework.IsOnPlatform, framework.Name, directory);

    public string Name { get; }

    public string Folder { get; }

    public static async Task<BenchProject> BuildAsync(
        Workbench bench,
        IFramework framework,
        string directory,
        int cases,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(directory);

        // The platform looks for adapters by the end of their file's name.
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Trivial.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>Trivial.TestAdapter</AssemblyName>
                <ImplicitUsings>disable</ImplicitUsings>
                <Nullable>disable</Nullable>
                <RunAnalyzers>false</RunAnalyzers>
                {framework.Properties}
              </PropertyGroup>
              <ItemGroup>{framework.Items}</ItemGroup>
            </Project>
            """,
            cancellationToken
        );
        if (framework.IsOnPlatform)
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory, "global.json"),
                "{ \"test\": { \"runner\": \"Microsoft.Testing.Platform\" } }",
                cancellationToken
            );
        }

        framework.Write(directory, cases);
        var project = new BenchProject(bench, framework, directory);
        await project.DotnetAsync(["build", "-c", "Release", "-v", "q"], cancellationToken);
        return project;
    }

    /// <summary>Lists the tests.</summary>
    public Task<CommandResult> ListAsync(CancellationToken cancellationToken) =>
        DotnetAsync(["test", "--no-build", "-c", "Release", "--list-tests"], cancellationToken);

    /// <summary>Runs the tests.</summary>
    /// <param name="settings">Settings as VSTest takes them after <c>--</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<CommandResult> TestAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken) =>
        DotnetAsync(["test", "--no-build", "-c", "Release", .. Typed(settings)], cancellationToken);

    /// <summary>
    /// Puts away what earlier runs attached to their tests, to be deleted at the end: a file system that has just deleted very many files
    /// takes a multiple of the time to make new ones, which is no cost of the round that is measured then.
    /// </summary>
    public void PutResultsAway()
    {
        if (Path.Combine(Folder, "TestResults") is var results && Directory.Exists(results))
        {
            Directory.Move(results, _bench.NewFolder());
        }
    }

    private IEnumerable<string> Typed(IReadOnlyList<string> settings) =>
        _isOnPlatform ? settings.SelectMany(setting => new[] { "--cekura", setting })
        : settings.Count > 0 ? settings.Prepend("--")
        : [];

    public Task<CommandResult> DotnetAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Command.RunAsync(Folder, arguments, _bench.Environment, cancellationToken);
}
