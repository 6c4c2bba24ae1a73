using Cekura.Runs.Discovery;
using Cekura.Runs.Manifest;
using Cekura.Runs.Settings;
using Cekura.Runs.TestProjects;
using NUnit.Framework;

namespace Cekura.NUnit.Building;

/// <summary>What a test assembly has for us beside its code: its folder, its settings, its manifests. Offline.</summary>
internal sealed class TestAssemblyContents
{
    private const string ParameterPrefix = "Cekura.";

    private TestAssemblyContents(TestContainer container, ProjectContents? project, string? problem) =>
        (Container, Project, Problem) = (container, project, problem);

    public TestContainer Container { get; }

    /// <summary>The settings; null when they have errors.</summary>
    public ProjectContents? Project { get; }

    /// <summary>What is wrong with the settings, for people; null: nothing.</summary>
    public string? Problem { get; }

    public static TestAssemblyContents Load(string assembly) => Load(assembly, TestContext.Parameters, SettingsEnvironment.Read());

    public static TestAssemblyContents Load(string assembly, TestParameters parameters, SettingsEnvironment environment)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        var container = TestContainer.Find(assembly) ?? new TestContainer(assembly, folder, [], []);

        // Built on one machine, run on another: then only the copy exists.
        var settingsFile = new[] { container.SettingsPath, Path.Combine(folder, TestContainer.SettingsFile) }.FirstOrDefault(File.Exists);
        if (settingsFile is not null && SettingsFile.Check(settingsFile).FirstOrDefault(problem => problem.Code == DiagnosticCodes.SettingsNotXml) is { } broken)
        {
            return new TestAssemblyContents(container, project: null, broken.ToString());
        }

        var project = ProjectContents.LoadSettings(container, Merge(settingsFile, parameters), environment);
        var problems = project.Problems.Where(problem => problem.IsError).Select(problem => problem.Text).ToList();
        return problems.Count > 0
            ? new TestAssemblyContents(container, project: null, string.Join('\n', problems))
            : new TestAssemblyContents(container, project, problem: null);
    }

    /// <summary>The file that a path of an attribute means; the copy beside the assembly where the source is not on this machine.</summary>
    public SourceFile FileOf(string path)
    {
        var source = Path.GetFullPath(path, Container.ProjectDirectory);
        var copy = Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(Container.Source))!);
        return File.Exists(source) ? SourceFile.Original(source) : new SourceFile(copy, File.Exists(copy) ? copy : source);
    }

    // What was typed for this run stands over the file, as the platform merges the command line into it for adapters.
    private static RunSettingsDocument Merge(string? settingsFile, TestParameters parameters)
    {
        var file = settingsFile is null ? null : RunSettingsDocument.TryLoad(settingsFile);
        var values = new Dictionary<string, string?>(file?.Cekura ?? new Dictionary<string, string?>(), StringComparer.OrdinalIgnoreCase);
        foreach (var name in parameters.Names.Where(name => name.StartsWith(ParameterPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            values[name[ParameterPrefix.Length..]] = parameters.Get(name);
        }

        return new RunSettingsDocument(values, Path.GetDirectoryName(settingsFile), ResultsDirectory: null);
    }
}
