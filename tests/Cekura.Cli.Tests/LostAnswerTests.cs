using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>
/// A service that takes what changes something and closes the connection: it was asked once, and nobody says that it was or was not done.
/// </summary>
public sealed class LostAnswerTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-lost-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData(
        "results rerun 987 --yes",
        "Whether it started is unknown, and it was not sent again. Look for a new result before you start it once more: cekura results list"
    )]
    [InlineData(
        "results rerun 987 --yes --verbose",
        "Whether it started is unknown, and it was not sent again. Look for a new result before you start it once more: cekura results list"
    )]
    [InlineData(
        "results end-calls 987",
        "Whether the service did it is unknown, and it was not sent again. Look before you ask once more."
    )]
    [InlineData("runs end-call 5", "Whether the service did it is unknown, and it was not sent again. Look before you ask once more.")]
    public async Task It_is_sent_once_and_its_outcome_is_unknown(string line, string advice)
    {
        using var server = new KeptAliveServer(
            read: """{ "id": 987, "status": "completed", "run_type": "Voice", "runs": [{ "id": 5, "status": "in_progress", "duration": "01:00" }] }"""
        );
        var environment = new Dictionary<string, string>
        {
            ["CEKURA_API_URL"] = server.Address.ToString(),
            ["CEKURA_API_KEY"] = "ck-lost-0123456789",
        };

        var (code, _, error) = await Command.RunAsync(_home, environment, line.Split(' '));

        Assert.True(code == 3, error);
        Assert.Single(server.Taken);
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }
}
