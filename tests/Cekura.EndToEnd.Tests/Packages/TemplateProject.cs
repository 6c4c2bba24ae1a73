using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>An empty folder with what <c>dotnet new cekura-tests</c> makes in it.</summary>
internal static class TemplateProject
{
    public static async Task<GeneratedProject> CreateAsync(PackedFeed feed, string name, params string[] arguments)
    {
        var folder = feed.NewProject("From template");
        File.Delete(Path.Combine(folder.FolderPath, $"{folder.Name}.csproj"));
        string[] hive = ["--debug:custom-hive", Path.Combine(folder.FolderPath, "hive")];
        var package = Path.Combine(feed.Feed, $"Cekura.Templates.{PackedFeed.Version}.nupkg");
        foreach (
            var command in new string[][]
            {
                ["new", "install", package, .. hive],
                ["new", "cekura-tests", "--name", name, .. arguments, .. hive],
            }
        )
        {
            var result = await folder.RunAsync(command);
            Assert.True(result.ExitCode == 0, result.Output);
        }

        return folder;
    }
}
