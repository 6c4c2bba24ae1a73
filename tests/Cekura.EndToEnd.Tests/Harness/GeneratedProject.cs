using System.Globalization;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test project as a user would write it, in a folder of its own outside the checkout.</summary>
internal sealed class GeneratedProject
{
    private readonly PackedFeed _feed;
    private int _runs;

    public GeneratedProject(PackedFeed feed, string directory, string name, string stateDirectory)
    {
        _feed = feed;
        FolderPath = directory;
        Name = name;
        StateDirectory = stateDirectory;
        Directory.CreateDirectory(directory);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{feed.Feed}" /></packageSources>
            </configuration>
            """);
        WithProject();
    }

    public string FolderPath { get; }

    public string Name { get; }

    /// <summary>Where its tests remember what they ran: no project sees another's.</summary>
    public string StateDirectory { get; }

    public string Output => Path.Combine(FolderPath, "bin", "Debug", "net10.0");

    /// <summary>Writes the project file: one reference to the adapter, and whatever else is given.</summary>
    public GeneratedProject WithProject(string extraItems = "") => Write($"{Name}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Cekura.TestAdapter" Version="{PackedFeed.Version}" />
            {extraItems}
          </ItemGroup>
        </Project>
        """);

    public GeneratedProject WithManifest(string json) => Write("cekura.json", json);

    public GeneratedProject WithSeed(string json) => Write("emulator.seed.json", json).WithSettings("<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed>");

    public GeneratedProject WithSettings(string keys) =>
        Write("cekura.runsettings", $"<RunSettings><Cekura>{keys}</Cekura></RunSettings>");

    public GeneratedProject Write(string file, string text)
    {
        var path = Path.Combine(FolderPath, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public GeneratedProject Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(FolderPath, file), bytes);
        return this;
    }

    /// <summary>Runs <c>dotnet test</c> with a TRX file.</summary>
    public async Task<TestRun> TestAsync(params string[] arguments) => await TestAsync(environment: null, arguments);

    public Task<TestRun> TestAsync(Dictionary<string, string?>? environment, params string[] arguments) => TestAsync(shell: null, environment, arguments);

    /// <summary>The same for somebody who is going to send signals.</summary>
    public async Task<TestRun> TestAsync(Shell? shell, Dictionary<string, string?>? environment, params string[] arguments)
    {
        // Each run keeps its own results, so that the attachments of an earlier one stay readable.
        var results = Path.Combine(FolderPath, "TestResults", (++_runs).ToString(CultureInfo.InvariantCulture));
        var result = await RunAsync(["test", "--results-directory", results, "--logger", "trx;LogFileName=run.trx", .. arguments], environment, shell);
        return new TestRun(result, Path.Combine(results, "run.trx"));
    }

    public Task<DotnetResult> RunAsync(IReadOnlyList<string> arguments, Dictionary<string, string?>? environment = null, Shell? shell = null)
    {
        var all = new Dictionary<string, string?>(environment ?? []) { ["NUGET_PACKAGES"] = _feed.Cache };
        all.TryAdd("CEKURA_STATE_DIRECTORY", StateDirectory);
        return Dotnet.RunAsync(FolderPath, arguments, all, shell);
    }
}
