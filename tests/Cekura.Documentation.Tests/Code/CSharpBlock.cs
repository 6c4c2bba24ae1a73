using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cekura.Documentation.Tests.Code;

/// <summary>
/// C# of a page, compiled against every part of the product with the usings that an ordinary project and one of code-first tests have.
/// </summary>
internal static class CSharpBlock
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Cekura.NUnit;
        global using NUnit.Framework;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]
    );

    /// <summary>What the compiler says against it; empty when it compiles.</summary>
    public static IReadOnlyList<string> Problems(string text)
    {
        var whole = Errors(text);
        // A member of a class, shown without the class.
        return whole.Count > 0 && Errors($"{UsingsOf(text)}\npublic class Shown {{ {WithoutUsings(text)} }}") is { Count: 0 } ? [] : whole;
    }

    /// <summary>Compiles a program of a page.</summary>
    public static CSharpCompilation Compile(string text) =>
        CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(Usings, Language), CSharpSyntaxTree.ParseText(text, Language)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
        );

    private static List<string> Errors(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, Language);
        var kind = tree.GetRoot().DescendantNodes().OfType<GlobalStatementSyntax>().Any()
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(Usings, Language), tree],
            References.Value,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
        );
        return
        [
            .. compilation
                .GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }

    private static string UsingsOf(string text) => string.Join('\n', text.Split('\n').Where(IsUsing));

    private static string WithoutUsings(string text) => string.Join('\n', text.Split('\n').Where(line => !IsUsing(line)));

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal)
        && line.TrimEnd().EndsWith(';')
        && !line.Contains('=', StringComparison.Ordinal);
}
