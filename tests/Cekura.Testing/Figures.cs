using System.Reflection;
using System.Runtime.InteropServices;

namespace Cekura.Testing;

/// <summary>Writes what a long run measured into the documentation, between its marks.</summary>
public static class Figures
{
    /// <summary>Writes them.</summary>
    /// <param name="name">The mark: a comment around the place.</param>
    /// <param name="text">What was measured; the machine is said below it.</param>
    public static void Write(string name, string text)
    {
        var root = typeof(Figures)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "RepositoryDirectory")
            .Value!;
        var path = Path.Combine(root, "docs", "reliability.md");
        var mark = $"<!-- {name} -->";
        var parts = File.ReadAllText(path).Split(mark);
        File.WriteAllText(path, $"{parts[0]}{mark}\n\n{text}\n{Machine}\n\n{mark}{parts[2]}".ReplaceLineEndings("\n"));
    }

    private static string Machine =>
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}.";
}
