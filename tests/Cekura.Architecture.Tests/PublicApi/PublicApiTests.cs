using System.Reflection;
using System.Text.RegularExpressions;
using Cekura.Testing;
using PublicApiGenerator;

namespace Cekura.Architecture.Tests.PublicApi;

/// <summary>What users of each package can see, as a text file, so that a change to it shows in review.</summary>
public sealed partial class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        ExcludeAttributes =
        [
            "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
            "System.Runtime.CompilerServices.EnumeratorCancellationAttribute",
            "System.Runtime.CompilerServices.TupleElementNamesAttribute",
        ],
    };

    [Theory]
    [InlineData("Cekura.Client")]
    [InlineData("Cekura.Emulator")]
    [InlineData("Cekura.TestAdapter")]
    [InlineData("Cekura.TestingPlatform")]
    [InlineData("Cekura.NUnit")]
    public Task The_public_API_of(string assembly) =>
        Verifier.Verify(Readable(Assembly.Load(assembly).GeneratePublicApi(Options)), member: assembly);

    [Theory]
    [InlineData("Cekura.Agents")]
    [InlineData("Cekura.Manifests")]
    [InlineData("Cekura.Models")]
    [InlineData("Cekura.Runs")]
    [InlineData("Cekura.Reports")]
    [InlineData("Cekura.TestHost")]
    public void Users_see_nothing_of(string assembly) => Assert.Empty(Assembly.Load(assembly).GetExportedTypes());

    // Types by their last name, as sources have them; namespaces keep theirs.
    private static string Readable(string text) =>
        string.Join(
            '\n',
            text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.StartsWith("namespace ", StringComparison.Ordinal) ? line : Qualifier().Replace(line, ""))
        );

    [GeneratedRegex(@"\b(System|Cekura|Microsoft)(\.\w+)*\.(?=\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Qualifier();
}
