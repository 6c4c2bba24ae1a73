namespace Cekura.Cli.Opening;

/// <summary>Systems that open addresses in different ways.</summary>
internal enum OSPlatformKind
{
    /// <summary>By the programs of freedesktop.org.</summary>
    Other,

    /// <summary>By the shell.</summary>
    Windows,

    /// <summary>By <c>open</c>.</summary>
    MacOS,
}
