using System.Reflection;

namespace Cekura.Architecture.Tests;

/// <summary>The checkout that is looked at.</summary>
internal static class Repository
{
    public static string Root { get; } =
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "RepositoryDirectory")
            .Value!;
}
