using System.Globalization;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>A test project as a user would write it, in a folder of its own outside the checkout.</summary>
internal sealed class GeneratedProject
{
    private readonly PackedFeed _feed;
    private int _runs;

    public GeneratedProject(PackedFeed feed, string directory, string name, string stateDirectory, Runner runner)
    {
        _feed = feed;
        Runner = runner;
        FolderPath = directory;
        Name = name;
        StateDirectory = stateDirectory;
        Directory.CreateDirectory(directory);
        Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources><add key="packed" value="{feed.Feed}" /></packageSources>
            </configuration>
            """
        );
        WithProject();
        if (runner == Runner.Platform)
        {
            Write("global.json", PackedFeed.GlobalJson);
        }
    }

    /// <summary>The test platform that its repository has chosen.</summary>
    public Runner Runner { get; }

    public string FolderPath { get; }

    public string Name { get; }

    /// <summary>Where its tests remember what they ran: no project sees another's.</summary>
    public string StateDirectory { get; }

    public string Output => Path.Combine(FolderPath, "bin", "Debug", "net10.0");

    /// <summary>Writes the project file: one reference to the adapter, and whatever else is given.</summary>
    public GeneratedProject WithProject(string extraItems = "") =>
        Write(
            $"{Name}.csproj",
            $"""
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
            """
        );

    public GeneratedProject WithManifest(string json) => Write("cekura.json", json);

    public GeneratedProject WithSeed(string json) =>
        Write("emulator.seed.json", json).WithSettings("<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed>");

    public GeneratedProject WithSettings(string keys) => Write("cekura.runsettings", $"<RunSettings><Cekura>{keys}</Cekura></RunSettings>");

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

    /// <summary>Exit code of its run when a test fails: each platform has its own.</summary>
    public int Failed => Runner == Runner.Platform ? 2 : 1;

    /// <summary>Its test dll.</summary>
    public string Dll => Path.Combine(Output, $"{Name}.dll");

    /// <summary>
    /// Lays into the output what a build makes of the files that are there now, without one: for tests of what happens in the test host. A
    /// test compares it with what a build makes.
    /// </summary>
    public async Task<GeneratedProject> PlaceAsync()
    {
        if (!File.Exists(Dll))
        {
            var ready = Runner == Runner.Platform ? (await _feed.PlatformAsync()).Output : await _feed.ReadyAsync();
            foreach (var file in Directory.EnumerateFiles(ready, "*", SearchOption.AllDirectories).Where(IsBuilt))
            {
                var name = Path.GetFileName(file);
                var target = Path.Combine(
                    Output,
                    Path.GetDirectoryName(Path.GetRelativePath(ready, file))!,
                    name.StartsWith("Ready.", StringComparison.Ordinal) ? Name + name["Ready".Length..] : name
                );
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        var lines = new List<string> { $"directory={FolderPath}" };
        lines.AddRange(FilesNamed("cekura.json", "*.cekura.json").Select(file => $"manifest={file}\t{file}"));
        lines.AddRange(FilesNamed("*.tests.json").Select(file => $"found-suite={file}\t{file}"));
        lines.AddRange(FilesNamed("cekura.runsettings").Select(file => $"settings={file}\t{Path.Combine(FolderPath, file)}"));
        foreach (var file in lines.Skip(1).Select(line => line.Split('=', '\t')[1]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Output, file))!);
            File.Copy(Path.Combine(FolderPath, file), Path.Combine(Output, file), overwrite: true);
        }

        if (lines.Count > 1)
        {
            await File.WriteAllLinesAsync(Path.ChangeExtension(Dll, "cekura"), lines);
        }

        return this;
    }

    // Not what tests of the shared project left in it.
    private static bool IsBuilt(string file) =>
        Path.GetFileName(file) is not ("cekura.json" or "cekura.runsettings")
        && !file.Contains($"{Path.DirectorySeparatorChar}TestResults{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>Runs its tests in such an output, with a TRX file: what the test host does, without what a build does.</summary>
    public Task<TestRun> HostAsync(params string[] arguments) => HostAsync(environment: null, arguments);

    /// <summary>The same with variables.</summary>
    public async Task<TestRun> HostAsync(Dictionary<string, string?>? environment, params string[] arguments)
    {
        await PlaceAsync();
        return await TestDllAsync(environment, arguments);
    }

    /// <summary>
    /// Runs the tests of the dll that was built, with a TRX file and, unless another is named, with the settings of the project, as its
    /// build names them.
    /// </summary>
    public Task<TestRun> TestDllAsync(Dictionary<string, string?>? environment, params string[] arguments)
    {
        if (Runner == Runner.Platform)
        {
            return RunProgramAsync(environment, arguments);
        }

        var settings = File.Exists(Path.Combine(FolderPath, "cekura.runsettings")) && !arguments.Contains("--settings");
        return TestAsync(
            shell: null,
            environment,
            [Dll, .. settings ? ["--settings", "cekura.runsettings"] : Array.Empty<string>(), .. arguments]
        );
    }

    // Settings are written as VSTest has them, behind "--", and are options here.
    private async Task<TestRun> RunProgramAsync(Dictionary<string, string?>? environment, string[] arguments)
    {
        var results = NewResults();
        var typed = arguments.TakeWhile(argument => argument != "--").ToList();
        typed.AddRange(arguments.Skip(typed.Count + 1).SelectMany(setting => new[] { "--cekura", setting["Cekura.".Length..] }));
        var result = await RunAsync(
            [Dll, "--results-directory", results, "--report-trx", "--report-trx-filename", "run.trx", .. typed],
            environment
        );
        return new TestRun(result, Path.Combine(results, "run.trx"));
    }

    // Each run keeps its own results, so that the attachments of an earlier one stay readable.
    private string NewResults() => Path.Combine(FolderPath, "TestResults", (++_runs).ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs the installed command in its folder.</summary>
    public async Task<DotnetResult> CekuraAsync(Dictionary<string, string?>? environment, params string[] arguments)
    {
        await _feed.InstallCommandAsync();
        return await RunAsync(
            ["tool", "run", "cekura", .. arguments],
            new(environment ?? []) { ["DOTNET_CLI_HOME"] = PackedFeed.CommandHome }
        );
    }

    /// <summary>Runs <c>dotnet test</c> with a TRX file.</summary>
    public async Task<TestRun> TestAsync(params string[] arguments) => await TestAsync(environment: null, arguments);

    public Task<TestRun> TestAsync(Dictionary<string, string?>? environment, params string[] arguments) =>
        TestAsync(shell: null, environment, arguments);

    /// <summary>The same for somebody who is going to send signals.</summary>
    public async Task<TestRun> TestAsync(Shell? shell, Dictionary<string, string?>? environment, params string[] arguments)
    {
        var results = NewResults();
        string[] dll = arguments is [var first, ..] && first == Dll ? [first] : [];
        var result = await RunAsync(
            ["test", .. dll, "--results-directory", results, "--logger", "trx;LogFileName=run.trx", .. arguments.Skip(dll.Length)],
            environment,
            shell
        );
        return new TestRun(result, Path.Combine(results, "run.trx"));
    }

    // The folder's own and those below, in the order of a build; what runs and builds left is no part of the project.
    private IEnumerable<string> FilesNamed(params string[] patterns) =>
        patterns
            .SelectMany(pattern => Directory.EnumerateFiles(FolderPath, pattern, SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(FolderPath, file))
            .Where(file =>
                file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj" or "TestResults" or "results" or "state" or "all")
            )
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    public Task<DotnetResult> RunAsync(
        IReadOnlyList<string> arguments,
        Dictionary<string, string?>? environment = null,
        Shell? shell = null
    ) => RunAsync(FolderPath, arguments, environment, shell);

    /// <summary>The same in a folder below: which test platform runs depends on it.</summary>
    public Task<DotnetResult> RunInAsync(string folder, params string[] arguments) =>
        RunAsync(Path.Combine(FolderPath, folder), arguments, environment: null, shell: null);

    private Task<DotnetResult> RunAsync(
        string directory,
        IReadOnlyList<string> arguments,
        Dictionary<string, string?>? environment,
        Shell? shell
    )
    {
        var all = new Dictionary<string, string?>(environment ?? []) { ["NUGET_PACKAGES"] = _feed.Cache };
        all.TryAdd("CEKURA_STATE_DIRECTORY", StateDirectory);
        return Dotnet.RunAsync(directory, arguments, all, shell);
    }
}
