using Cekura.EndToEnd.Tests.Harness;
using Cekura.Testing;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// samples/LocalModel as it stands: with a stub behind <c>ModelUrl</c>, and from its recordings where no model is. With the agent's bugs, so
/// that one test fails.
/// </summary>
public sealed class LocalModelTests : IClassFixture<PackedFeed>, IDisposable
{
    private const string AlreadyBuilt = "-p:BuildProjectReferences=false";
    private const string Moved = "Move to a time that is taken [Default personality]";

    private readonly string _results = Directory.CreateTempSubdirectory("cekura-local-model-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public Task With_two_values_a_model_plays_callers_and_judge() => WithModelAsync(VSTestAsync, exitCode: 1);

    [Fact]
    public Task From_its_recordings_it_does_the_same_on_Microsoft_Testing_Platform() => FromRecordingsAsync(PlatformAsync, exitCode: 2);

    [LongFact]
    public Task With_two_values_a_model_plays_on_Microsoft_Testing_Platform() => WithModelAsync(PlatformAsync, exitCode: 2);

    [LongFact]
    public Task From_its_recordings_it_does_the_same() => FromRecordingsAsync(VSTestAsync, exitCode: 1);

    private static async Task WithModelAsync(Func<Dictionary<string, string?>, Task<TestRun>> testAsync, int exitCode)
    {
        await using var stub = await ModelStub.StartAsync(AppointmentModel.Answer);

        var run = await testAsync(
            new()
            {
                ["CEKURA_MODEL_URL"] = stub.Address.ToString(),
                ["CEKURA_CALLER_MODEL"] = AppointmentModel.Name,
                ["CEKURA_CASSETTE"] = "Off",
            }
        );

        AssertVerdicts(run, exitCode);
        Assert.NotEmpty(stub.Questions);
        Assert.All(stub.Questions, question => Assert.Equal(AppointmentModel.Name, question.Model));
    }

    private static async Task FromRecordingsAsync(Func<Dictionary<string, string?>, Task<TestRun>> testAsync, int exitCode) =>
        AssertVerdicts(await testAsync(new() { ["CI"] = "true" }), exitCode);

    private static void AssertVerdicts(TestRun run, int exitCode)
    {
        Assert.True(run.ExitCode == exitCode, run.Console);
        Assert.Equal(["Book an appointment [Default personality]", "Cancel an appointment [Default personality]"], run.Named("Passed"));
        Assert.DoesNotContain("CEK0", run.Console, StringComparison.Ordinal);
        Assert.Equal([Moved], run.Named("Failed"));
        var moved = run.Test(Moved);
        Assert.Contains("❌ The agent says that Friday at 10:00 AM is taken.", moved.Message, StringComparison.Ordinal);
        Assert.Contains("3 of 3 judged unmet", moved.Message, StringComparison.Ordinal);
        Assert.All(run.Tests, test => Assert.Contains("goodbye", test.Attachment("transcript.md"), StringComparison.Ordinal));
        Assert.All(run.Tests, test =>
            Assert.Contains(
                $"Caller and judge: {AppointmentModel.Name} on this machine, not Cekura.",
                test.StdOut,
                StringComparison.Ordinal
            )
        );
    }

    private Task<TestRun> VSTestAsync(Dictionary<string, string?> environment) =>
        TestAsync(PackedFeed.Repository, environment, "samples/LocalModel", AlreadyBuilt, "-m:1", "--logger", "trx;LogFileName=run.trx");

    // Called from a folder whose global.json chooses the other platform; nothing of the sample is changed.
    private async Task<TestRun> PlatformAsync(Dictionary<string, string?> environment)
    {
        await File.WriteAllTextAsync(Path.Combine(_results, "global.json"), """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        return await TestAsync(
            _results,
            environment,
            "--project",
            Path.Combine(PackedFeed.Repository, "samples", "LocalModel"),
            AlreadyBuilt,
            "--report-trx",
            "--report-trx-filename",
            "run.trx"
        );
    }

    private async Task<TestRun> TestAsync(string folder, Dictionary<string, string?> environment, params string[] arguments)
    {
        environment["AGENT_REGRESSION"] = "1";
        var command = await Dotnet.RunAsync(
            folder,
            ["test", .. arguments, "-c", PackedFeed.Configuration, "--results-directory", _results],
            environment
        );
        return new(command, Path.Combine(_results, "run.trx"));
    }
}
