using System.Reflection;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>The packages of this checkout, freshly packed into a local feed, with a package cache that starts empty.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("cekura-e2e-").FullName;

    /// <summary>Version of every package of this checkout.</summary>
    public const string Version = "0.1.0";

    /// <summary>Folder of packages that are tested in the place of freshly packed ones, such as those of a release; null: these are.</summary>
    public static string? Given => Environment.GetEnvironmentVariable("CEKURA_PACKAGES") is { Length: > 0 } folder ? folder : null;

    /// <summary>Folder that holds the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The package cache; empty before the first restore.</summary>
    public string Cache => Path.Combine(_root, "packages");

    /// <summary>Root of the checkout.</summary>
    public static string Repository => Metadata("RepositoryDirectory");

    /// <summary>Configuration that this test was built in.</summary>
    public static string Configuration => Metadata("Configuration");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Given is not null)
        {
            Checkout.CopyAll(Path.GetFullPath(Given, Repository), Feed);
            return;
        }

        // One build for all of them: starting a program for each takes longer than packing.
        var all = Path.Combine(_root, "pack.proj");
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <ItemGroup><Project Include="{Path.Combine(Repository, "src")}/*/*.csproj" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Project)" Targets="Pack" BuildInParallel="true" Properties="NoBuild=true;Configuration={Configuration};PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        var packed = await Dotnet.RunAsync(
            Repository, ["msbuild", all, "-t:Pack", "-m", "-nologo", "-v:q"], new Dictionary<string, string?> { ["CI"] = Environment.GetEnvironmentVariable("CI") });
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        Directory.Delete(Dotnet.StateDirectory, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new, empty project folder that restores from this feed.</summary>
    internal GeneratedProject NewProject(string name)
    {
        var directory = Path.Combine(_root, "projects", $"{name}-{Guid.NewGuid().ToString("N")[..8]}", name);
        return new GeneratedProject(this, directory, name);
    }

    private static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

/// <summary>One feed for all end-to-end tests.</summary>
[CollectionDefinition(nameof(EndToEnd))]
public sealed class EndToEnd : ICollectionFixture<PackedFeed>;
