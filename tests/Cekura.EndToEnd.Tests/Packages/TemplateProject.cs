using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>An empty folder with what <c>dotnet new cekura-tests</c> makes in it.</summary>
internal static class TemplateProject
{
    public static async Task<GeneratedProject> CreateAsync(PackedFeed feed, string name, params string[] arguments)
    {
        var folder = feed.NewProject("From template");
        File.Delete(Path.Combine(folder.FolderPath, $"{folder.Name}.csproj"));
        await NewAsync(folder, "install", Path.Combine(feed.Feed, $"Cekura.Templates.{PackedFeed.Version}.nupkg"));
        await AddAsync(folder, name, arguments);
        return folder;
    }

    /// <summary>Makes one more project in such a folder, and gives back what was said.</summary>
    public static Task<string> AddAsync(GeneratedProject folder, string name, params string[] arguments) =>
        NewAsync(folder, ["cekura-tests", "--name", name, .. arguments]);

    private static async Task<string> NewAsync(GeneratedProject folder, params string[] arguments)
    {
        var result = await folder.RunAsync(["new", .. arguments, "--debug:custom-hive", Path.Combine(folder.FolderPath, "hive")]);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
