using Cekura.Documentation.Tests.Reading;

namespace Cekura.Documentation.Tests.Generated;

/// <summary>A page that is written out of the product. With <c>CEKURA_WRITE_DOCS=1</c> the test writes it instead of comparing.</summary>
internal static class GeneratedPage
{
    private const string Variable = "CEKURA_WRITE_DOCS";

    public static void Check(string page, string text)
    {
        var path = DocumentationFiles.InRepository(page);
        var wanted = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            File.WriteAllText(path, wanted);
            return;
        }

        var found = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(
            found == wanted,
            $"{page} is not what the product says, from this line on: {FirstDifference(found, wanted)}\nWrite it anew with: {Variable}=1 dotnet test tests/Cekura.Documentation.Tests"
        );
    }

    private static string FirstDifference(string found, string wanted) =>
        wanted
            .Split('\n')
            .Zip(found.Split('\n').Concat(Enumerable.Repeat("", wanted.Length)))
            .FirstOrDefault(pair => pair.First != pair.Second)
            .First
        ?? "(the end)";
}
