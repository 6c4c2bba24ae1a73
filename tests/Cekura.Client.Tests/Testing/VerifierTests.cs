using System.Reflection;
using System.Text;
using Cekura.Testing;

namespace Cekura.Client.Tests.Testing;

public sealed class VerifierTests : IDisposable
{
    private static readonly string Folder = Path.Combine(
        typeof(VerifierTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "ProjectDirectory")
            .Value!,
        "Testing"
    );

    private readonly string _name = $"Member{Guid.NewGuid():N}";

    private string Verified => Path.Combine(Folder, $"VerifierTests.{_name}.verified.txt");

    private string Received => Path.Combine(Folder, $"VerifierTests.{_name}.received.txt");

    public void Dispose()
    {
        File.Delete(Verified);
        File.Delete(Received);
    }

    [Fact]
    public async Task A_new_text_is_written_beside_the_test_and_fails()
    {
        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("one\r\ntwo\n", member: _name));

        byte[] expected = [.. Encoding.UTF8.Preamble, .. "one\ntwo"u8];
        Assert.Equal(expected, await File.ReadAllBytesAsync(Received));
        Assert.Contains(Received, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Verified, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task A_text_that_differs_fails_and_shows_both()
    {
        await File.WriteAllTextAsync(Verified, "before");

        var failure = await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("after", member: _name));

        Assert.Contains("before", failure.Message, StringComparison.Ordinal);
        Assert.Equal("after", await File.ReadAllTextAsync(Received));
    }

    [Fact]
    public async Task A_text_that_is_the_same_removes_what_was_received_before()
    {
        await File.WriteAllTextAsync(Verified, "one\r\ntwo", Encoding.UTF8);
        await File.WriteAllTextAsync(Received, "old");

        await Verifier.Verify("one\ntwo\n", member: _name);

        Assert.False(File.Exists(Received));
    }

    [Theory]
    [InlineData("/_/tests/Cekura.Client.Tests/Testing/VerifierTests.cs")]
    [InlineData(@"C:\build\tests\Cekura.Client.Tests\Testing\VerifierTests.cs")]
    public async Task The_folder_is_found_when_a_build_rewrites_the_path_of_the_source(string sourceFile)
    {
        await Assert.ThrowsAsync<VerifyException>(() => Verifier.Verify("text", member: _name, sourceFile: sourceFile));

        Assert.True(File.Exists(Received));
    }
}
