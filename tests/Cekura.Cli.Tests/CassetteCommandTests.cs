using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.Models;
using Cekura.Models.Cassettes;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Cli.Tests;

/// <summary>Cassettes, as the command shows, prunes and compares them.</summary>
public sealed class CassetteCommandTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-cassette-commands-").FullName;

    private string State => Path.Combine(_home, ".cekura", "state", "cassettes");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task They_are_listed_with_what_the_last_run_used()
    {
        await RecordAsync(
            "cassettes",
            "tiny",
            ("Book", "caller turn 1", "A"),
            ("Book", "caller turn 2", "B"),
            ("Ask", "judge outcome", "C")
        );
        await ReplayAsync("tiny", ("Book", "caller turn 1", "A"));

        var (code, text, _) = await RunAsync("cassette", "list");
        var (_, json, _) = await RunAsync("cassette", "list", "--format", "json");

        Assert.Equal(0, code);
        Assert.Matches(
            """
            ^TEST  ANSWERS  USED  MODELS  TOKENS IN  TOKENS OUT  FILE
            Ask   1        1     tiny    100        10          ask-[0-9a-f]{8}\.json
            Book  2        1     tiny    200        20          book-[0-9a-f]{8}\.json
            $
            """.ReplaceLineEndings("\n"),
            text
        );
        Assert.Equal([1, 2], JsonNode.Parse(json)!.AsArray().Select(row => (int)row!["answers"]!));
    }

    [Fact]
    public async Task What_the_last_run_did_not_use_is_pruned_and_what_did_not_run_here_stays()
    {
        await RecordAsync(
            "cassettes",
            "tiny",
            ("Book", "caller turn 1", "A"),
            ("Book", "caller turn 2", "B"),
            ("Ask", "judge outcome", "C")
        );
        Directory.Delete(State, recursive: true);
        await ReplayAsync("tiny", ("Book", "caller turn 1", "A"));

        var (_, dry, _) = await RunAsync("cassette", "prune", "--dry-run");
        var kept = Entries("cassettes").Count;
        var (code, text, _) = await RunAsync("cassette", "prune");

        const string NotRun = "Of 1 cassette nothing is known: their tests did not run as a whole on this machine, and they stay.";
        Assert.Equal($"Book: caller turn 2\nWould remove 1 answer. {NotRun}\n", dry);
        Assert.Equal((0, $"Book: caller turn 2\nRemoved 1 answer. {NotRun}\n"), (code, text));
        Assert.Equal((3, 2), (kept, Entries("cassettes").Count));
        await ReplayAsync("tiny", ("Book", "caller turn 1", "A"), ("Ask", "judge outcome", "C"));
    }

    [Fact]
    public async Task What_was_declared_volatile_after_the_recording_counts_as_used()
    {
        await RecordAsync("cassettes", "tiny", ("Book", "caller turn 1", "It is 10:31"));
        using (
            var run = Open(
                "cassettes",
                new()
                {
                    CallerModel = "tiny",
                    Cassette = CassetteMode.Replay,
                    Volatile = [new("[0-9]{2}:[0-9]{2}", RegexOptions.None, TimeSpan.FromMinutes(1))],
                },
                null
            )
        )
        {
            await run.AskAsync(Question("Book", "caller turn 1", "It is 23:59"), default);
            Assert.Empty(run.Finish(isWhole: true));
        }

        var (_, text, _) = await RunAsync("cassette", "prune");

        Assert.Equal("Removed 0 answers.\n", text);
    }

    [Fact]
    public async Task Two_folders_are_compared_answer_by_answer()
    {
        await RecordAsync("before", "tiny", ("Book", "caller turn 1", "A"), ("Book", "caller turn 2", "B"), ("Ask", "judge outcome", "C"));
        await RecordAsync("cassettes", "tiny", "!", ("Book", "caller turn 1", "A"), ("Ask", "judge outcome", "D"));

        var (code, text, _) = await RunAsync("cassette", "diff", "before");
        var same = await RunAsync("cassette", "diff", "before", "before");

        Assert.Equal(1, code);
        Assert.Equal(
            """
            added: Ask: judge outcome (tiny)
            + {"say":"D!"}
            removed: Ask: judge outcome (tiny)
            - {"say":"C"}
            changed: Book: caller turn 1 (tiny)
            - {"say":"A"}
            + {"say":"A!"}
            removed: Book: caller turn 2 (tiny)
            - {"say":"B"}

            """.ReplaceLineEndings("\n"),
            text
        );
        Assert.Equal((0, "Nothing differs in 3 answers.\n", ""), same);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_and_a_cassette_that_is_damaged_are_named()
    {
        var missing = await RunAsync("cassette", "list");
        Directory.CreateDirectory(Path.Combine(_home, "cassettes"));
        var file = Path.Combine(_home, "cassettes", "a.json");
        await File.WriteAllTextAsync(file, "{");
        var damaged = await RunAsync("cassette", "prune");

        Assert.Equal(2, missing.ExitCode);
        Assert.Equal(
            $"cekura: There is no folder {Path.Combine(_home, "cassettes")}. Cassettes are in the folder \"cassettes\" beside the seed; give its path.\n",
            missing.Error
        );
        Assert.Equal(2, damaged.ExitCode);
        Assert.StartsWith($"cekura: {file}(1,2): this cassette is not JSON. Take it from version control again", damaged.Error);
    }

    [Fact]
    public async Task Another_process_loses_nothing_of_what_is_recorded_meanwhile()
    {
        await RecordAsync("cassettes", "tiny", ("Book", "caller turn 1", "A"), ("Book", "caller turn 2", "B"));
        await ReplayAsync("tiny", ("Book", "caller turn 1", "A"));
        using var recording = Open("cassettes", new() { CallerModel = "tiny", Cassette = CassetteMode.Record }, new Echo(""));

        var pruning = Command.RunProcessAsync(_home, environment: null, "cassette", "prune");
        var recorded = 0;
        while (!pruning.IsCompleted)
        {
            await recording.AskAsync(Question("Book", "judge outcome", $"{recorded++}"), default);
        }

        Assert.Equal(0, (await pruning).ExitCode);
        Assert.Equal(1 + recorded, Entries("cassettes").Count);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, environment: null, arguments);

    private List<CassetteEntry> Entries(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_home, folder)).SelectMany(file => Cassette.Read(file).Entries)];

    private Task RecordAsync(string folder, string model, params (string Test, string Kind, string Text)[] questions) =>
        RecordAsync(folder, model, "", questions);

    private async Task RecordAsync(string folder, string model, string end, params (string Test, string Kind, string Text)[] questions)
    {
        using var run = Open(folder, new() { CallerModel = model, Cassette = CassetteMode.Record }, new Echo(end));
        await AskAsync(run, questions);
    }

    private async Task ReplayAsync(string model, params (string Test, string Kind, string Text)[] questions)
    {
        using var run = Open("cassettes", new() { CallerModel = model, Cassette = CassetteMode.Replay }, null);
        await AskAsync(run, questions);
    }

    private static async Task AskAsync(ModelChain run, (string Test, string Kind, string Text)[] questions)
    {
        foreach (var (test, kind, text) in questions)
        {
            await run.AskAsync(Question(test, kind, text), default);
        }

        run.Finish(isWhole: true);
    }

    private ModelChain Open(string folder, ModelSettings settings, IChatModel? model) =>
        ModelChain.Open(settings with { Cassettes = folder }, model, new(_home, _ => null, TimeProvider.System) { UsageFolder = State })!;

    private static ModelRequest Question(string test, string kind, string text) =>
        new(ModelRole.Caller, [new(ChatMessage.User, text)], new("turn", [])) { Key = new(test, kind, [new("agent", text)]) };

    private sealed class Echo(string end) : IChatModel
    {
        public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new ModelReply(new() { ["say"] = request.Messages[0].Content + end }, "echo") { InputTokens = 100, OutputTokens = 10 }
            );
    }
}
