using System.Text;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

/// <summary>Files that are no manifest at all.</summary>
public sealed class ManifestFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cekura-manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("missing.json")]
    [InlineData("no/such/folder/cekura.json")]
    public void A_missing_file_is_named(string name)
    {
        var path = Path.Combine(_folder.FullName, name);

        var problem = Assert.Single(new ManifestReader().Read(path).Diagnostics);

        Assert.Equal(DiagnosticCodes.ManifestNotFound, problem.Code);
        Assert.StartsWith($"{path}(1,1): error CEK0101: There is no such manifest.", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bad\0name")]
    public void A_name_that_no_file_can_have_is_refused(string path) =>
        Assert.Equal(DiagnosticCodes.ManifestUnreadable, Assert.Single(new ManifestReader().Read(path).Diagnostics).Code);

    [Fact]
    public void A_folder_is_no_manifest() =>
        Assert.Equal(DiagnosticCodes.ManifestUnreadable, Assert.Single(new ManifestReader().Read(_folder.FullName).Diagnostics).Code);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("// nothing but a comment\n")]
    [InlineData("/* nothing */")]
    public void An_empty_file_is_told_what_the_smallest_manifest_is(string text)
    {
        var problem = Reading.Problem(text);

        Assert.Equal(DiagnosticCodes.ManifestEmpty, problem.Code);
        Assert.Contains("""{ "scenarios": [ { "id": 101 } ] }""", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void The_largest_size_is_a_limit_in_bytes(int size, bool isRead)
    {
        var path = Path.Combine(_folder.FullName, "large.cekura.json");
        File.WriteAllText(path, """{ "scenarios": [{ "id": 1 }] }""".PadRight(size));

        var result = new ManifestReader(maxBytes: 100).Read(path);

        Assert.Equal(isRead, result.Manifest is not null);
        Assert.Equal(isRead ? [] : [DiagnosticCodes.ManifestTooLarge], result.Diagnostics.Select(problem => problem.Code));
    }

    [Fact]
    public void Ten_megabytes_are_refused_unparsed() =>
        Assert.Equal(
            DiagnosticCodes.ManifestTooLarge,
            Assert.Single(new ManifestReader().Parse(new byte[10 * 1024 * 1024], "cekura.json").Diagnostics).Code
        );

    [Fact]
    public void Utf16_is_called_by_its_name()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("{}")];

            var problem = Assert.Single(new ManifestReader().Parse(bytes, "cekura.json").Diagnostics);

            Assert.Equal((DiagnosticCodes.NotUtf8, "The manifest is UTF-16. Save it as UTF-8."), (problem.Code, problem.Message));
        }
    }

    [Fact]
    public void Binary_is_refused_where_it_shows()
    {
        byte[] bytes = [.. "{ \n \"name\""u8, 0, 1, 2];

        var problem = Assert.Single(new ManifestReader().Parse(bytes, "cekura.json").Diagnostics);

        Assert.Equal((DiagnosticCodes.NotUtf8, 2, 8), (problem.Code, problem.Location.Line, problem.Location.Column));
    }

    [Fact]
    public void Another_encoding_is_refused_where_it_shows()
    {
        var bytes = Encoding.Latin1.GetBytes("{ \"name\": \"Größe\" }");

        var problem = Assert.Single(new ManifestReader().Parse(bytes, "cekura.json").Diagnostics);

        Assert.Equal((DiagnosticCodes.NotUtf8, 14), (problem.Code, problem.Location.Column));
    }

    [Theory]
    [InlineData("{ \"scenarios\": [ ", 1, 18)]
    [InlineData("{ \"scenarios\": [\n  { id: 1 } ] }", 2, 5)]
    [InlineData("{ \"scenarios\": [] } x", 1, 21)]
    [InlineData("[ 1, 2", 1, 7)]
    [InlineData("hello", 1, 1)]
    [InlineData("{ /* never closed", 1, 3)]
    [InlineData("{ \"name\": \"\\ud800\" }", 1, 11)]
    public void A_syntax_error_is_placed(string text, int line, int column)
    {
        var problem = Reading.Problem(text);

        Assert.Equal((DiagnosticCodes.NotJson, line, column), (problem.Code, problem.Location.Line, problem.Location.Column));
        Assert.DoesNotContain("LineNumber", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, DiagnosticCodes.WrongType)]
    [InlineData(65, DiagnosticCodes.TooDeep)]
    [InlineData(100_000, DiagnosticCodes.TooDeep)]
    public void Nesting_has_a_limit(int depth, string code) =>
        Assert.Equal(code, Reading.Problem(new string('[', depth) + new string(']', depth)).Code);

    [Fact]
    public void Any_prefix_of_a_manifest_is_answered()
    {
        var whole =
            """{ "name": "é", "scenarios": [ { "id": 1, "expect": { "Latency": "<= 2" }, "options": { "text": { "x": [1.5e3, null] } } } ] }"""u8;
        var text = whole.ToArray();
        for (var length = 0; length < text.Length; length++)
        {
            var result = new ManifestReader().Parse(text.AsMemory(0, length), "cekura.json");

            Assert.Null(result.Manifest);
            Assert.NotEmpty(result.Diagnostics);
        }
    }

    [Fact]
    public void Random_bytes_are_answered()
    {
        var random = new Random(20260504);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = """{ "scenarios": [ { "id": 1, "personalities": [ 3 ], "timeout": "00:01:00" } ], "options": {} }"""u8.ToArray();
            for (var change = 0; change < 3; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var result = new ManifestReader().Parse(bytes, "cekura.json");

            Assert.Equal(result.Manifest is null, result.Diagnostics.Any(problem => problem.Severity == DiagnosticSeverity.Error));
        }
    }
}
