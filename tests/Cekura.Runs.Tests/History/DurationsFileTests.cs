using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.History;

public sealed class DurationsFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cekura-durations-").FullName;

    private string File => Path.Combine(_directory, DurationsFile.DefaultName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_run_replaces_what_it_has_and_leaves_the_rest()
    {
        System.IO.File.WriteAllText(File, """{ "version": 1, "seconds": { "S.b": 7, "S.old": 30.5 } }""");

        var tests = DurationsFile.Save(File, Run(("S.b", 41.4), ("S.a", 0.2)));

        Assert.Equal(3, tests);
        Assert.Equal(
            """
            {
              "version": 1,
              "seconds": {
                "S.a": 1,
                "S.b": 41,
                "S.old": 30.5
              }
            }

            """.ReplaceLineEndings("\n"),
            System.IO.File.ReadAllText(File)
        );
        Assert.Equal(30.5, DurationsFile.Read(File)["S.old"]);
    }

    [Theory]
    [InlineData("{", "(1,")]
    [InlineData("[]", "no file of durations that this version can read")]
    [InlineData("null", "no file of durations that this version can read")]
    [InlineData("{ \"version\": 2, \"seconds\": {} }", "no file of durations that this version can read")]
    [InlineData("{ \"version\": 1, \"seconds\": { \"S.a\": 0 } }", "a positive number for each test")]
    [InlineData("{ \"version\": 1, \"seconds\": { \"S.a\": \"long\" } }", "a positive number for each test")]
    public void What_cannot_be_used_is_said_with_what_to_do(string text, string says)
    {
        System.IO.File.WriteAllText(File, text);

        var message = Assert.Throws<IOException>(() => DurationsFile.Read(File)).Message;

        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains("cekura durations save", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.Contains(
            "there is no such file of durations",
            Assert.Throws<IOException>(() => DurationsFile.Read(File)).Message,
            StringComparison.Ordinal
        );

    private static LastTestRun Run(params (string Test, double Seconds)[] tests) =>
        new()
        {
            Path = "run.jsonl",
            Project = "S",
            ProjectDirectory = "/s",
            ApiUrl = "https://api.cekura.ai/",
            Started = DateTimeOffset.UnixEpoch,
            Tests =
            [
                .. tests.Select(test => new TestRecord(test.Test, test.Test, Outcome.Passed, new PassRate(1, 1), TookPlace: true, 9, [1])
                {
                    Duration = TimeSpan.FromSeconds(test.Seconds),
                }),
            ],
        };
}
