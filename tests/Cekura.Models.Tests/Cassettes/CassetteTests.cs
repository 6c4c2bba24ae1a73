using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Models.Tests.Cassettes;

/// <summary>What is recorded and replayed.</summary>
public sealed class CassetteTests : IDisposable
{
    private readonly Taped _taped = new();
    private readonly Taped.Counting _model = new();

    public void Dispose() => _taped.Dispose();

    [Fact]
    public async Task What_was_recorded_is_replayed_without_a_model()
    {
        var said = await Said(_taped.Run(CassetteMode.Record, _model), "Hello?");
        var reply = await _taped.Run(CassetteMode.Replay, model: null).AskAsync(Asked.Of("Hello?"), default);

        Assert.Equal("Hello? (1)", said);
        Assert.Equal("""{"say":"Hello? (1)","done":false}""", reply.Answer.ToJsonString());
        Assert.Equal(
            ("tiny:latest", "stop", 100, 10, true),
            (reply.Model, reply.StopReason, reply.InputTokens, reply.OutputTokens, reply.IsRecorded)
        );
        Assert.Equal(1, _model.Calls);
    }

    [Fact]
    public async Task A_cassette_is_sorted_has_long_texts_once_and_no_times()
    {
        var run = _taped.Run(CassetteMode.Record, _model);
        var transcript =
            $"Main Agent: Hello, what can I do for you?\nTesting Agent: \"Book\" <a table> for four. {new string('x', 60)} Ünï✓";
        foreach (var kind in new[] { "judge outcome", "caller turn 10", "caller turn 2" })
        {
            var asked = Asked.Of("Hello?", kind);
            await run.AskAsync(
                asked with
                {
                    Key = asked.Key with
                    {
                        Parts = [new("transcript", transcript), new("agent", "Hello?")],
                        Sample = kind == "judge outcome" ? 1 : 0,
                    },
                },
                default
            );
        }

        Assert.Equal(
            """
            {
              "cassette": 1,
              "test": "Booking [Terse]",
              "entries": [
                {
                  "kind": "caller turn 2",
                  "model": "tiny",
                  "parts": {
                    "transcript": {
                      "text": "#"
                    },
                    "agent": "Hello?"
                  },
                  "answer": {
                    "say": "Hello? (3)",
                    "done": false
                  },
                  "answered_by": "tiny:latest",
                  "stop": "stop",
                  "input_tokens": 100,
                  "output_tokens": 10
                },
                {
                  "kind": "caller turn 10",
                  "model": "tiny",
                  "parts": {
                    "transcript": {
                      "text": "#"
                    },
                    "agent": "Hello?"
                  },
                  "answer": {
                    "say": "Hello? (2)",
                    "done": false
                  },
                  "answered_by": "tiny:latest",
                  "stop": "stop",
                  "input_tokens": 100,
                  "output_tokens": 10
                },
                {
                  "kind": "judge outcome",
                  "sample": 1,
                  "model": "tiny",
                  "parts": {
                    "transcript": {
                      "text": "#"
                    },
                    "agent": "Hello?"
                  },
                  "answer": {
                    "say": "Hello? (1)",
                    "done": false
                  },
                  "answered_by": "tiny:latest",
                  "stop": "stop",
                  "input_tokens": 100,
                  "output_tokens": 10
                }
              ],
              "texts": {
                "#": [
                  "Main Agent: Hello, what can I do for you?",
                  "Testing Agent: \"Book\" <a table> for four. xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx Ünï✓"
                ]
              }
            }

            """.ReplaceLineEndings("\n"),
            System.Text.RegularExpressions.Regex.Replace(
                _taped.TextOf("booking-terse"),
                "\"[0-9a-f]{12}\"",
                "\"#\"",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromMinutes(1)
            )
        );
    }

    [Fact]
    public async Task Recording_the_same_again_changes_no_byte()
    {
        await TalkAsync(_taped.Run(CassetteMode.Record, new Taped.Counting()), reverse: false);
        var first = _taped.TextOf("booking-terse");
        var model = new Echo();

        await TalkAsync(_taped.Run(CassetteMode.Record, model), reverse: true);
        var second = _taped.TextOf("booking-terse");
        await TalkAsync(_taped.Run(CassetteMode.Record, model), reverse: false);

        Assert.NotEqual(first, second);
        Assert.Equal(second, _taped.TextOf("booking-terse"));
    }

    [Fact]
    public async Task Auto_asks_what_is_not_recorded_and_nothing_else()
    {
        await Said(_taped.Run(mode: null, _model), "Hello?");
        var run = _taped.Run(mode: null, _model);

        Assert.Equal("Hello? (1)", await Said(run, "Hello?"));
        Assert.Equal("And then? (2)", await Said(run, "And then?"));
        Assert.Equal("And then? (2)", await Said(run, "And then?"));
        Assert.Equal(2, _model.Calls);
    }

    [Fact]
    public async Task Record_asks_everything_once_in_a_run()
    {
        await Said(_taped.Run(CassetteMode.Record, _model), "Hello?");
        var run = _taped.Run(CassetteMode.Record, _model);

        Assert.Equal("Hello? (2)", await Said(run, "Hello?"));
        Assert.Equal("Hello? (2)", await Said(run, "Hello?"));
        Assert.Equal("Hello? (2)", await Said(_taped.Run(CassetteMode.Replay, model: null), "Hello?"));
    }

    [Fact]
    public async Task Off_asks_everything_and_leaves_no_folder()
    {
        var run = _taped.Run(CassetteMode.Off, _model);

        Assert.Equal("Hello? (1)", await Said(run, "Hello?"));
        Assert.Equal("Hello? (2)", await Said(run, "Hello?"));
        Assert.False(Directory.Exists(_taped.Folder));
    }

    [Fact]
    public async Task In_CI_replay_is_strict_where_there_are_cassettes()
    {
        var first = _taped.Run(mode: null, _model, ci: true);
        Assert.Equal("Hello? (1)", await Said(first, "Hello?"));

        var strict = _taped.Run(mode: null, _model, ci: true);

        Assert.Equal("Hello? (1)", await Said(strict, "Hello?"));
        Assert.Equal(ModelErrorKind.NotRecorded, (await MissAsync(strict, Asked.Of("Bye?"))).Kind);
        Assert.Equal("Bye? (2)", await Said(_taped.Run(CassetteMode.Auto, _model, ci: true), "Bye?"));
    }

    [Fact]
    public async Task A_replay_needs_no_name_of_a_model()
    {
        await Said(_taped.Run(CassetteMode.Record, _model), "Hello?");

        Assert.Equal("Hello? (1)", await Said(_taped.Run(CassetteMode.Replay, model: null, caller: ""), "Hello?"));
    }

    [Fact]
    public async Task Without_a_model_and_without_cassettes_there_is_nothing_to_ask()
    {
        Assert.Null(_taped.Run(mode: null, model: null));
        await Said(_taped.Run(mode: null, _model), "Hello?");

        var error = await MissAsync(_taped.Run(mode: null, model: null), Asked.Of("Bye?"));

        Assert.Contains("Set ModelUrl and CallerModel, so that it can be asked and recorded", error.Message);
    }

    [Fact]
    public async Task A_miss_names_the_nearest_answer_and_the_first_difference()
    {
        var run = _taped.Run(CassetteMode.Record, _model);
        await run.AskAsync(Asked.Of("Hello, this is the front desk. It is 10:31.", "caller turn 1"), default);
        await run.AskAsync(Asked.Of("Hello, this is the front desk. How can I help?", "caller turn 2"), default);
        await run.AskAsync(Asked.Of("Bye.", "judge outcome"), default);
        var file = _taped.FileOf("booking-terse");

        var error = await MissAsync(
            _taped.Run(CassetteMode.Replay, _model),
            Asked.Of("Hello, this is the front desk. It is 10:47.", "caller turn 1")
        );

        Assert.Equal(ModelErrorKind.NotRecorded, error.Kind);
        Assert.Equal(
            $"{file} has no answer to \"caller turn 1\" of \"Booking [Terse]\". The nearest that it has is \"caller turn 1\", whose part \"agent\" differs first at character 41: \"...ront desk. It is 10:31.\" was recorded, \"...ront desk. It is 10:47.\" is asked. Record it where there is a model, with Cassette=record, and commit it; what differs from run to run without a meaning belongs into \"volatile\" of the seed's \"model\".",
            error.Message
        );
        Assert.Equal(3, _model.Calls);
    }

    [Fact]
    public async Task A_miss_for_another_model_says_so()
    {
        await Said(_taped.Run(CassetteMode.Record, _model), "Hello?");

        var error = await MissAsync(_taped.Run(CassetteMode.Replay, _model, caller: "huge"), Asked.Of("Hello?"));

        Assert.Contains("The same question was recorded for the model tiny, and this run asks huge.", error.Message);
    }

    [Fact]
    public async Task A_miss_of_a_test_without_a_cassette_says_where_it_would_be()
    {
        await Said(_taped.Run(CassetteMode.Record, _model), "Hello?");

        var error = await MissAsync(_taped.Run(CassetteMode.Replay, _model), Asked.Of("Hello?", test: "Other"));

        Assert.Matches("^\"Other\" has no cassette .*cassettes.other-[0-9a-f]{8}\\.json\\. Record it", error.Message);
    }

    [Fact]
    public async Task What_is_declared_volatile_is_left_out_also_of_what_was_recorded_before()
    {
        await Said(_taped.Run(CassetteMode.Record, _model), "It is 10:31.");
        string[] patterns = ["[0-9]{2}:[0-9]{2}"];

        Assert.Equal("It is 10:31. (1)", await Said(_taped.Run(CassetteMode.Replay, _model, patterns: patterns), "It is 10:47."));
        await Said(_taped.Run(CassetteMode.Record, _model, patterns: patterns), "It is 11:00.");

        Assert.Contains("\"agent\": \"It is ~.\"", _taped.TextOf("booking-terse"));
        Assert.Equal("It is 11:00. (2)", await Said(_taped.Run(CassetteMode.Replay, _model, patterns: patterns), "It is 23:59."));
    }

    [Fact]
    public async Task No_key_stands_in_a_cassette()
    {
        var run = _taped.Run(CassetteMode.Record, _model, secret: "ck_live_0123456789");

        var said = await Said(run, $"My key is {Asked.Key}, and ck_live_0123456789.");

        Assert.Equal("My key is ***, and ***. (1)", said);
        Assert.DoesNotContain(Asked.Key, _taped.TextOf("booking-terse"));
        Assert.DoesNotContain("ck_live_0123456789", _taped.TextOf("booking-terse"));
    }

    [Fact]
    public async Task The_same_question_at_the_same_moment_is_asked_once()
    {
        var gate = new TaskCompletionSource();
        _model.Until = gate.Task;
        var run = _taped.Run(mode: null, _model);

        var asking = Enumerable.Range(0, 20).Select(_ => Said(run, "Hello?")).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(asking), said => Assert.Equal("Hello? (1)", said));
        Assert.Equal(1, _model.Calls);
    }

    [Fact]
    public async Task Those_who_ask_the_same_at_the_same_moment_hear_the_same_error()
    {
        // One after the other, each would wait the whole ModelTimeoutSeconds for a model that does not answer.
        var gate = new TaskCompletionSource();
        _model.Until = gate.Task;
        var run = _taped.Run(mode: null, _model);

        var asking = Enumerable.Range(0, 20).Select(_ => MissAsync(run, Asked.Of("Hello?"))).ToList();
        gate.SetException(new ModelException(ModelErrorKind.Unreachable, "No answer in time."));

        Assert.All(await Task.WhenAll(asking), error => Assert.Equal("No answer in time.", error.Message));
        Assert.Equal(1, _model.Calls);
        _model.Until = Task.CompletedTask;
        Assert.Equal("Hello? (2)", await Said(run, "Hello?"));
    }

    [Fact]
    public async Task Half_of_a_character_is_recorded_and_replayed()
    {
        const string Half = "Hello \ud83d?\0";

        await _taped.Run(CassetteMode.Record, _model).AskAsync(Asked.Of(Half), default);

        Assert.True((await _taped.Run(CassetteMode.Replay, model: null).AskAsync(Asked.Of(Half), default)).IsRecorded);
    }

    [Fact]
    public async Task A_question_that_is_taken_back_leaves_those_who_ask_the_same()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        _model.Until = gate.Task;
        var run = _taped.Run(mode: null, _model);
        var first = run.AskAsync(Asked.Of("Hello?"), stop.Token);
        var second = Said(run, "Hello?");

        await stop.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("Hello? (2)", await second);
    }

    [Fact]
    public async Task What_no_model_answers_is_not_recorded()
    {
        var run = _taped.Run(CassetteMode.Record, new Taped.Broken());

        var errors = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MissAsync(run, Asked.Of("Hello?"))));

        Assert.All(errors, error => Assert.Equal(ModelErrorKind.Unreachable, error.Kind));
        Assert.False(Directory.Exists(_taped.Folder));
    }

    [Fact]
    public async Task Names_of_files_differ_where_names_of_tests_do()
    {
        var run = _taped.Run(CassetteMode.Record, _model);
        string[] tests = ["Book [A]", "book (a)", "Book  A", new string('x', 300), "日本", "..", "CON"];
        foreach (var test in tests)
        {
            await run.AskAsync(Asked.Of("Hello?", test: test), default);
        }

        Assert.Equal(tests.Length, Directory.GetFiles(_taped.Folder).Length);
        Assert.All(Directory.GetFiles(_taped.Folder), file => Assert.Matches("^[a-z0-9][a-z0-9-]{0,70}\\.json$", Path.GetFileName(file)));
    }

    private static async Task TalkAsync(ModelChain run, bool reverse)
    {
        var turns = Enumerable.Range(1, 12).Select(turn => Asked.Of($"Turn {turn}", $"caller turn {turn}"));
        foreach (var turn in reverse ? turns.Reverse() : turns)
        {
            await run.AskAsync(turn, default);
        }
    }

    private static async Task<string> Said(ModelChain run, string text) =>
        (string)(await run.AskAsync(Asked.Of(text), default)).Answer["say"]!;

    private static Task<ModelException> MissAsync(ModelChain run, ModelRequest request) =>
        Assert.ThrowsAsync<ModelException>(() => run.AskAsync(request, default));

    private sealed class Echo : IChatModel
    {
        public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ModelReply(new() { ["say"] = request.Messages[^1].Content }, "echo"));
    }
}
