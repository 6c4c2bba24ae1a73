using Cekura.Models.Cassettes;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Models.Tests.Cassettes;

/// <summary>Files of cassettes: damaged ones, those that others write meanwhile, and what is said when a run is over.</summary>
public sealed class CassetteFileTests : IDisposable
{
    private readonly Taped _taped = new();
    private readonly Taped.Counting _model = new();

    public void Dispose() => _taped.Dispose();

    [Theory]
    [InlineData(
        "{\n  \"cassette\": 1,\n  oops",
        "(3,3): this cassette is not JSON. Take it from version control again, or delete it and record it anew with Cassette=record."
    )]
    [InlineData("", "(1,1): this cassette is not JSON. Take it")]
    [InlineData(
        "{\n<<<<<<< HEAD\n",
        "(2,1): this cassette has a merge conflict. Take one side, or both entries; Cassette=record records it anew."
    )]
    [InlineData("[]", " is no whole cassette: ")]
    [InlineData("{}", " is no whole cassette: ")]
    [InlineData("{\"cassette\": 2}", " is a cassette of version 2; this package reads 1. Update Cekura.")]
    [InlineData("{\"cassette\": 1, \"test\": \"x\", \"texts\": {}, \"entries\": [{}]}", " is no whole cassette: ")]
    [InlineData(
        "{\"cassette\": 1, \"test\": \"x\", \"texts\": {}, \"entries\": [{\"kind\": \"k\", \"model\": \"m\", \"parts\": {\"a\": {\"text\": \"0\"}}}]}",
        " is no whole cassette: "
    )]
    [InlineData(
        "{\"cassette\": 1, \"test\": \"x\", \"texts\": {}, \"entries\": [{\"kind\": \"k\", \"model\": \"m\", \"parts\": {}, \"answer\": []}]}",
        " is no whole cassette: an answer is no object. Take it"
    )]
    public async Task A_damaged_cassette_is_named_with_its_place_and_never_written_over(string text, string expected)
    {
        await AskAsync(_taped.Run(CassetteMode.Record, _model), "Hello?");
        var file = _taped.FileOf("booking-terse");
        await File.WriteAllTextAsync(file, text);

        foreach (var mode in new[] { CassetteMode.Replay, CassetteMode.Auto, CassetteMode.Record })
        {
            var error = await Assert.ThrowsAsync<ModelException>(() => AskAsync(_taped.Run(mode, _model), "Hello?"));

            Assert.Equal(ModelErrorKind.NotRecorded, error.Kind);
            Assert.StartsWith(file + expected, error.Message);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_damaged_cassette_that_was_mended_is_read_again()
    {
        await AskAsync(_taped.Run(CassetteMode.Record, _model), "Hello?");
        var file = _taped.FileOf("booking-terse");
        var good = await File.ReadAllTextAsync(file);
        var run = _taped.Run(CassetteMode.Replay, model: null);
        await File.WriteAllTextAsync(file, "");
        await Assert.ThrowsAsync<ModelException>(() => AskAsync(run, "Hello?"));

        await File.WriteAllTextAsync(file, "\uFEFF" + good.Replace("\n", "\r\n", StringComparison.Ordinal));

        await AskAsync(run, "Hello?");
    }

    [Fact]
    public async Task Sessions_that_record_into_the_same_files_lose_nothing()
    {
        var runs = Enumerable.Range(0, 4).Select(_ => _taped.Run(CassetteMode.Record, new Taped.Counting())).ToList();

        await Task.WhenAll(
            runs.SelectMany((run, i) => Enumerable.Range(0, 12).Select(n => Task.Run(() => AskAsync(run, $"Words {i} {n}"))))
        );

        var replay = _taped.Run(CassetteMode.Replay, model: null);
        for (var i = 0; i < 48; i++)
        {
            await AskAsync(replay, $"Words {i / 12} {i % 12}");
        }

        Assert.Single(Directory.GetFiles(_taped.Folder));
    }

    [Fact]
    public async Task A_run_that_ended_keeps_what_others_recorded_meanwhile()
    {
        var (one, other) = (_taped.Run(mode: null, _model), _taped.Run(mode: null, _model));
        await AskAsync(one, "A");
        await AskAsync(other, "B");
        await AskAsync(one, "C");

        // What the other run recorded is known to this one since it wrote itself.
        await AskAsync(one, "B");

        Assert.Equal(3, _model.Calls);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_given_all_the_same_and_it_is_said()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_taped.Folder)!);
        await File.WriteAllTextAsync(_taped.Folder, "a file in the place of the folder");
        var run = _taped.Run(CassetteMode.Record, _model);

        var reply = await run.AskAsync(Asked.Of("Hello?"), default);

        Assert.Equal("Hello? (1)", (string)reply.Answer["say"]!);
        Assert.StartsWith("Answers of models could not be recorded: ", Assert.Single(run.Finish(isWhole: true)));
    }

    [Fact]
    public async Task What_was_recorded_and_what_was_not_used_is_said_at_the_end()
    {
        var first = _taped.Run(CassetteMode.Record, _model);
        await AskAsync(first, "A");
        await AskAsync(first, "B");
        await first.AskAsync(Asked.Of("C", "judge outcome"), default);
        await first.AskAsync(Asked.Of("D", test: "Not run again"), default);
        var file = _taped.FileOf("booking-terse");
        Assert.Equal(
            [$"4 answers of models were recorded in {_taped.Folder}. Commit them with the change that caused them."],
            first.Finish(isWhole: true)
        );

        var second = _taped.Run(CassetteMode.Replay, model: null);
        await AskAsync(second, "A");

        Assert.Empty(second.Finish(isWhole: false));
        Assert.Equal(
            [$"{file}: 2 answers of 3 were not used (caller turn 1, judge outcome). cekura cassette prune removes them."],
            second.Finish(isWhole: true)
        );
        var used = new CassetteUsage(_taped.State, _taped.Folder);
        Assert.Single(used.Of(Path.GetFileName(file))!);
        Assert.Single(used.Of(Path.GetFileName(_taped.FileOf("not-run-again")))!);
        Assert.Null(used.Of("other.json"));
    }

    [Fact]
    public async Task A_thousand_replays_at_once_say_the_same()
    {
        var record = _taped.Run(CassetteMode.Record, _model);
        for (var turn = 1; turn <= 10; turn++)
        {
            await record.AskAsync(Asked.Of($"Turn {turn}", $"caller turn {turn}"), default);
        }

        var replay = _taped.Run(CassetteMode.Replay, model: null);
        var said = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => TalkAsync(replay))));

        Assert.Single(said.Distinct());
        Assert.Equal(10, _model.Calls);
    }

    private static async Task<string> TalkAsync(ModelChain run)
    {
        var said = new List<string>();
        for (var turn = 1; turn <= 10; turn++)
        {
            said.Add((await run.AskAsync(Asked.Of($"Turn {turn}", $"caller turn {turn}"), default)).Answer.ToJsonString());
        }

        return string.Join('\n', said);
    }

    private static Task<ModelReply> AskAsync(ModelChain run, string text) => run.AskAsync(Asked.Of(text), default);
}
