namespace Cekura.Cli.Pull;

/// <summary>What a pull found about one scenario.</summary>
internal enum PullChangeKind
{
    /// <summary>New in the service; appended to the manifest.</summary>
    Added,

    /// <summary>Name, folder or tags differ; the manifest takes the service's.</summary>
    Updated,

    /// <summary>In the manifest, and no longer in the service; left as it is, because a pull deletes nothing.</summary>
    Gone,
}
