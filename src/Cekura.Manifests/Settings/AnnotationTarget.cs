namespace Cekura.Manifests.Settings;

/// <summary>Whose annotations and summary a run writes.</summary>
internal enum AnnotationTarget
{
    /// <summary>The CI system that runs the tests, recognised by its environment variables; none elsewhere.</summary>
    Auto,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    Azure,

    /// <summary>None.</summary>
    None,
}
