using System.Globalization;
using System.Text;

namespace Cekura.Benchmarks.Bench;

/// <summary>A framework that finds test methods by their attributes.</summary>
internal sealed class AttributeFramework(
    string name,
    IReadOnlyList<(string Id, string Version)> packages,
    string import,
    string onClass,
    string onMethod,
    string? platformProperties = null
) : IFramework
{
    private const int MethodsOfClass = 50;

    public string Name => name;

    public bool IsOnPlatform => platformProperties is not null;

    // There tests are a program, which most frameworks leave to the project to say.
    public string Properties => IsOnPlatform ? $"<OutputType>Exe</OutputType>{platformProperties}" : "";

    public string Items =>
        string.Concat(
            packages
                .Concat(IsOnPlatform ? [] : [("Microsoft.NET.Test.Sdk", "18.11.0")])
                .Select(package => $"<PackageReference Include=\"{package.Item1}\" Version=\"{package.Item2}\" />")
        );

    public void Write(string directory, int cases)
    {
        var code = new StringBuilder(import).Append("\nnamespace Trivial;\n");
        for (var method = 0; method < cases; method++)
        {
            if (method % MethodsOfClass == 0)
            {
                code.Append(
                    CultureInfo.InvariantCulture,
                    $"{(method > 0 ? "}\n" : "")}{onClass}\npublic class Scenario{method / MethodsOfClass}\n{{\n"
                );
            }

            code.Append(CultureInfo.InvariantCulture, $"    {onMethod} public void Personality{method % MethodsOfClass}() {{ }}\n");
        }

        File.WriteAllText(Path.Combine(directory, "Tests.cs"), code.Append("}\n").ToString());
    }
}
