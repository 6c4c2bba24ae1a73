using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Several test processes at once, over one state directory: nothing is lost, nothing is started twice.</summary>
public sealed class ConcurrencyTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [LongFact]
    public async Task Two_projects_of_one_solution_start_what_is_theirs_once()
    {
        await using var service = await FakeCekura.StartAsync();
        service.IsOver = false;
        var (first, second) = (Project(service, "First"), Project(service, "Second"));
        var folder = Path.GetDirectoryName(first.FolderPath)!;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Both.slnx"),
            $"""
            <Solution><Project Path="{first.FolderPath}/First.csproj" /><Project Path="{second.FolderPath}/Second.csproj" /></Solution>
            """
        );

        var running = first.RunAsync(["test", Path.Combine(folder, "Both.slnx")], Environment(first));

        // Both are at it at the same time before either can end.
        await FakeCekura.UntilAsync(() => service.Starts == 2);
        service.IsOver = true;
        var run = await running;

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal((2, 0), (service.Starts, service.Ends));
        Assert.All(service.Runs, result => Assert.Equal(["101/3", "101/7", "102/3", "102/7"], result.Order(StringComparer.Ordinal)));
        Assert.Equal(["First", "Second"], service.Runs.Select(result => result.Key.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private GeneratedProject Project(FakeCekura service, string name) =>
        feed.NewProject(name)
            .WithManifest(Seeds.Manifest.Replace("\"Appointments\"", $"\"{name}\"", StringComparison.Ordinal))
            .WithSettings($"<ApiUrl>{service.Address}</ApiUrl>");

    private static Dictionary<string, string?> Environment(GeneratedProject project) =>
        new()
        {
            ["CEKURA_API_KEY"] = "ck_test_0123456789",
            ["HOME"] = project.FolderPath,
            ["DOTNET_CLI_HOME"] = project.FolderPath,
            ["CEKURA_STATE_DIRECTORY"] = Path.Combine(project.FolderPath, "state"),
        };
}
