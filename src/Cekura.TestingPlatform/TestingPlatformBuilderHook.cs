using System.ComponentModel;
using System.Reflection;
using Cekura.TestingPlatform.Capabilities;
using Cekura.TestingPlatform.Options;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using Microsoft.Testing.Platform.Helpers;

namespace Cekura.TestingPlatform;

/// <summary>Called by the program that the build generates: registers the tests of the project's manifests.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TestingPlatformBuilderHook
{
    /// <summary>Registers the test framework and its options.</summary>
    /// <param name="testApplicationBuilder">The program.</param>
    /// <param name="arguments">Its command line.</param>
    public static void AddExtensions(ITestApplicationBuilder testApplicationBuilder, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(testApplicationBuilder);
        ArgumentNullException.ThrowIfNull(arguments);
        TypedSettings.TellOfOtherPlatform(arguments, Console.Out);
        TestConfigFile.TellOfUnreadable(arguments, Assembly.GetEntryAssembly()!.Location, Console.Out);
        var extension = new CekuraExtension();
        var (trx, stop) = (new TrxCapability(), new StopCapability());
        testApplicationBuilder.CommandLine.AddProvider(() => new CekuraOptions());
        testApplicationBuilder.AddTreeNodeFilterService(extension);
        testApplicationBuilder.AddMaximumFailedTestsService(extension);
        testApplicationBuilder.RegisterTestFramework(
            _ => new TestFrameworkCapabilities(trx, stop, new BannerCapability(extension)),
            (_, services) => new CekuraTestFramework(services, trx, stop)
        );
    }
}
