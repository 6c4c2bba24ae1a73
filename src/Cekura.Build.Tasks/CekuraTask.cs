using Cekura.Manifests.Discovery;
using Cekura.Manifests.Suites;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Cekura.Build.Tasks;

/// <summary>A task over the manifests, suites and settings of one project.</summary>
public abstract class CekuraTask : Task
{
    /// <summary>The project's file, as an absolute path.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The manifests, as absolute paths.</summary>
    public ITaskItem[] Manifests { get; set; } = [];

    /// <summary>The suites, as absolute paths. Those that were found and not named may be files of others.</summary>
    public ITaskItem[] Suites { get; set; } = [];

    /// <summary>The project's own settings file, as an absolute path; null when it has none.</summary>
    public string? RunSettings { get; set; }

    /// <summary>
    /// The settings file that the project names for its test runs, as an absolute path; null when it names none, or its own.
    /// </summary>
    public string? NamedSettings { get; set; }

    /// <summary>What the project holds, read where people edit it.</summary>
    private protected ProjectFiles Files() =>
        new(
            Path.GetFileNameWithoutExtension(Project),
            RunSettings is { Length: > 0 } settings ? settings : Project,
            Sources(Manifests),
            Sources(Suites.Where(IsSuite))
        );

    private static bool IsSuite(ITaskItem item) => item.GetMetadata("CekuraFound").Length == 0 || SuiteMark.IsOn(item.ItemSpec);

    private static IReadOnlyList<SourceFile> Sources(IEnumerable<ITaskItem> items) =>
        [.. items.Select(item => SourceFile.Original(item.ItemSpec))];
}
