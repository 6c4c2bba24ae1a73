using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.TestHost;
using NUnit.Framework;

namespace Cekura.NUnit.Building;

/// <summary>What a test assembly has for us beside its code: its folder, its settings, its manifests. Offline.</summary>
internal sealed class TestAssemblyContents
{
    // The provider of run settings that comes along is told them by the test platform, and leaves them here.
    private const string RunSettings = "Cekura.RunSettings";

    private readonly RunSettingsDocument _settings;
    private readonly SettingsEnvironment _environment;

    private TestAssemblyContents(
        TestContainer container,
        RunSettingsDocument settings,
        SettingsEnvironment environment,
        TestProject? project,
        string? problem
    ) => (Container, _settings, _environment, Project, Problem) = (container, settings, environment, project, problem);

    public TestContainer Container { get; }

    /// <summary>The settings; null when they have errors.</summary>
    public TestProject? Project { get; }

    /// <summary>What is wrong with the settings, for people; null: nothing.</summary>
    public string? Problem { get; }

    public static TestAssemblyContents Load(string assembly) =>
        Load(
            assembly,
            AppContext.GetData(RunSettings) as string,
            TestContext.Parameters,
            PlatformProgram.Current,
            SettingsEnvironment.Read()
        );

    public static TestAssemblyContents Load(
        string assembly,
        string? settingsXml,
        TestParameters parameters,
        PlatformProgram? program,
        SettingsEnvironment environment
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        var container = TestContainer.Find(assembly)
            ?? new TestContainer(assembly, folder, [], []) { Settings = TestContainer.SettingsIn(folder) };
        var settings = Document(settingsXml, parameters, program);
        var project = TestProject.LoadSettings(container, settings, environment);
        var problems = project.Problems.Where(problem => problem.IsError).Select(problem => problem.Text).ToList();
        return problems.Count > 0
            ? new TestAssemblyContents(container, settings, environment, project: null, string.Join('\n', problems))
            : new TestAssemblyContents(container, settings, environment, project, problem: null);
    }

    /// <summary>The project with the cases of its manifests, without those that a method names.</summary>
    /// <param name="tell">Hears what is to say of them.</param>
    public TestProject LoadManifests(Action<MessageSeverity, string> tell) =>
        TestProject.LoadManifests(Container, _settings, _environment, tell);

    /// <summary>The file that a path of an attribute means; the copy beside the assembly where the source is not on this machine.</summary>
    public SourceFile FileOf(string path)
    {
        var source = Path.GetFullPath(path, Container.ProjectDirectory);
        var copy = Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(Container.Source))!);
        return File.Exists(source) ? SourceFile.Original(source) : new SourceFile(copy, File.Exists(copy) ? copy : source);
    }

    // NUnit without VSTest has parameters, and in a program of its own a file.
    private static RunSettingsDocument Document(string? settingsXml, TestParameters parameters, PlatformProgram? program)
    {
        if (settingsXml is not null)
        {
            return RunSettingsDocument.Parse(settingsXml);
        }

        var typed = RunSettingsDocument.OfParameters(
            parameters.Names.Select(name => KeyValuePair.Create(name, (string?)parameters.Get(name)))
        );
        return program?.Settings(typed) ?? typed;
    }
}
