using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>The project's own settings file as it was built: whatever else is said for a run is laid over it.</summary>
internal static class ProjectSettings
{
    /// <summary>Reads it.</summary>
    /// <param name="container">The project.</param>
    /// <param name="problems">Takes an error when it cannot be read: without it a run could start what the project never does.</param>
    public static SettingLayer Read(TestContainer container, ICollection<SettingsDiagnostic> problems)
    {
        if (container.Settings is not { } file)
        {
            return SettingLayer.Empty;
        }

        var path = File.Exists(file.CopyPath) ? file.CopyPath : file.SourcePath;
        if (!File.Exists(path))
        {
            problems.Add(
                new SettingsDiagnostic(
                    DiagnosticCodes.SettingsMissing,
                    DiagnosticSeverity.Error,
                    $"The project was built with {TestContainer.SettingsFile}, which is not there any more. Copy it along with the dll, or build the project again.",
                    path
                )
            );
            return SettingLayer.Empty;
        }

        return Read(path, file.SourcePath, problems);
    }

    /// <summary>Reads a settings file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file that people edit.</param>
    /// <param name="problems">Takes what makes it unreadable, and what stands where it must not.</param>
    public static SettingLayer Read(string path, string shown, ICollection<SettingsDiagnostic> problems)
    {
        if (RunSettingsDocument.TryLoad(path) is not { } document)
        {
            foreach (var broken in SettingsFile.Check(path).Where(problem => problem.Code == DiagnosticCodes.SettingsNotXml))
            {
                problems.Add(new SettingsDiagnostic(broken.Code, broken.Severity, broken.Message, broken.Location.ToString()));
            }

            return SettingLayer.Empty;
        }

        foreach (var misplaced in document.Misplaced)
        {
            problems.Add(misplaced.In(misplaced.At(shown).Location.ToString()));
        }

        return SettingLayer.Of(shown, document, Path.GetDirectoryName(Path.GetFullPath(shown))!);
    }
}
