namespace Cekura.Manifests.Settings;

/// <summary>Whose annotations and summary a run writes.</summary>
internal enum AnnotationTarget
{
    /// <summary>Those of the CI system that runs it, which its environment variables tell; none elsewhere.</summary>
    Auto,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    Azure,

    /// <summary>None.</summary>
    None,
}
