using System.Reflection;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>
/// The packages of this checkout, freshly packed into a local feed, with a package cache that starts empty. All tests share it.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private static readonly string Root = Directory.CreateTempSubdirectory("cekura-e2e-").FullName;
    private static readonly Lazy<Task<string>> Packed = new(PackAsync);

    private static readonly Lock Gate = new();
    private static Task<string>? _ready;
    private static Task? _installed;
    private static Task<GeneratedProject>? _platform;

    private string _packages = "";

    /// <summary>
    /// Folder of packages that are tested in the place of freshly packed ones, such as those of a release; null: these are.
    /// </summary>
    public static string? Given => Environment.GetEnvironmentVariable("CEKURA_PACKAGES") is { Length: > 0 } folder ? folder : null;

    /// <summary>Version of every package: the one that documentation and samples name, or that of the given ones.</summary>
    public static string Version { get; } = Given is null ? Documented : GivenVersion();

    /// <summary>The version that documentation and samples name.</summary>
    public static string Documented => Metadata("DocumentedVersion");

    /// <summary>What a repository says that has chosen Microsoft.Testing.Platform.</summary>
    internal const string GlobalJson = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

    /// <summary>Folder that holds the packages.</summary>
    public string Feed => _packages;

    /// <summary>The package cache; empty before the first restore.</summary>
    public string Cache => Path.Combine(Path.GetDirectoryName(_packages)!, "packages");

    /// <summary>Root of the checkout.</summary>
    public static string Repository => Metadata("RepositoryDirectory");

    /// <summary>Configuration that this test was built in.</summary>
    public static string Configuration => Metadata("Configuration");

    /// <summary>Folder of the SDK that builds and runs.</summary>
    internal static string SdkDirectory => Metadata("SdkDirectory");

    /// <inheritdoc />
    public async Task InitializeAsync() => _packages = await Packed.Value;

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Removes what all tests shared, and ends the processes that they shared.</summary>
    internal static async Task RemoveAsync()
    {
        await Dotnet.EndServersAsync();
        await DeleteAsync(Root);
        await DeleteAsync(Dotnet.StateDirectory);
    }

    // A process that is just ending may still write there. No test depends on it, and an exception here would end the whole test host.
    private static async Task DeleteAsync(string folder)
    {
        for (var attempt = 0; attempt < 50 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>A new, empty project folder that restores from this feed.</summary>
    /// <param name="name">
    /// Name of the project, on VSTest. A program of Microsoft.Testing.Platform that is not built for each project has one name, Clinic.
    /// </param>
    /// <param name="runner">The platform that its repository has chosen.</param>
    internal GeneratedProject NewProject(string name, Runner runner = Runner.VSTest)
    {
        var unique = $"{name}-{Guid.NewGuid().ToString("N")[..8]}";
        name = runner == Runner.Platform ? "Clinic" : name;
        return new GeneratedProject(this, Path.Combine(Root, "projects", unique, name), name, Path.Combine(Root, "state", unique), runner);
    }

    /// <summary>
    /// Folder with what a build makes of a project that has nothing but the reference to the adapter; its files are called <c>Ready.*</c>.
    /// Built once.
    /// </summary>
    internal Task<string> ReadyAsync()
    {
        lock (Gate)
        {
            return _ready ??= BuildAsync(NewProject("Ready"));
        }

        static async Task<string> BuildAsync(GeneratedProject project)
        {
            var build = await project.RunAsync(["build"]);
            Assert.True(build.ExitCode == 0, build.Output);
            return project.Output;
        }
    }

    /// <summary>
    /// A project in a repository that has chosen Microsoft.Testing.Platform, called Clinic, with the manifest and the canned conversations
    /// of <see cref="Seeds"/>. Built once: tests change none of its files.
    /// </summary>
    internal Task<GeneratedProject> PlatformAsync()
    {
        lock (Gate)
        {
            return _platform ??= BuildAsync(NewProject("Clinic", Runner.Platform).WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()));
        }

        static async Task<GeneratedProject> BuildAsync(GeneratedProject project)
        {
            var build = await project.RunAsync(["build"]);
            Assert.True(build.ExitCode == 0, build.Output);
            return project;
        }
    }

    /// <summary>Installs the command once, as a local tool of every project of this feed.</summary>
    internal Task InstallCommandAsync()
    {
        lock (Gate)
        {
            return _installed ??= InstallAsync(
                new GeneratedProject(
                    this,
                    Path.Combine(Root, "projects"),
                    "projects",
                    Path.Combine(Root, "state", "projects"),
                    Runner.VSTest
                )
            );
        }

        static async Task InstallAsync(GeneratedProject folder)
        {
            File.Delete(Path.Combine(folder.FolderPath, "projects.csproj"));
            var installed = await folder.RunAsync(
                ["tool", "install", "Cekura.Cli", "--version", Version, "--create-manifest-if-needed"],
                new() { ["DOTNET_CLI_HOME"] = CommandHome }
            );
            Assert.True(installed.ExitCode == 0, installed.Output);
        }
    }

    /// <summary>
    /// The SDK keeps in it where tools of a name and version are, also those of feeds that are gone: it is not the user's home.
    /// </summary>
    internal static string CommandHome => Path.Combine(Root, "home");

    private static async Task<string> PackAsync()
    {
        var feed = Path.Combine(Root, "feed");
        if (Given is not null)
        {
            Checkout.CopyAll(Path.GetFullPath(Given, Repository), feed);
            return feed;
        }

        // One build for all of them: starting a program for each takes longer than packing.
        var all = Path.Combine(Root, "pack.proj");
        await File.WriteAllTextAsync(
            all,
            $"""
            <Project>
              <ItemGroup><Project Include="{Path.Combine(Repository, "src")}/*/*.csproj" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Project)" Targets="Pack" BuildInParallel="true" Properties="NoBuild=true;MinVerVersionOverride={Version};Configuration={Configuration};PackageOutputPath={feed}" />
              </Target>
            </Project>
            """
        );
        var packed = await Dotnet.RunAsync(
            Repository,
            ["msbuild", all, "-t:Pack", "-m", "-nologo", "-v:q"],
            new Dictionary<string, string?> { ["CI"] = Environment.GetEnvironmentVariable("CI") }
        );
        Assert.True(packed.ExitCode == 0, packed.Output);
        return feed;
    }

    private static string GivenVersion()
    {
        const string Package = "Cekura.Client.";
        return Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.GetFullPath(Given!, Repository), $"{Package}*.nupkg").Single())[
            Package.Length..
        ];
    }

    private static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
