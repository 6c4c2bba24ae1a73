using System.ComponentModel;
using Cekura.NUnit.Building;

namespace Cekura.NUnit;

/// <summary>Called by the program that the build generates for Microsoft.Testing.Platform: keeps what it was started with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TestingPlatformBuilderHook
{
    /// <summary>Keeps the command line, before NUnit changes to another folder.</summary>
    /// <param name="testApplicationBuilder">The program. It needs nothing, and so does without a reference to the platform.</param>
    /// <param name="arguments">Its command line.</param>
    public static void AddExtensions(object testApplicationBuilder, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        PlatformProgram.Begin([.. arguments]);
    }
}
