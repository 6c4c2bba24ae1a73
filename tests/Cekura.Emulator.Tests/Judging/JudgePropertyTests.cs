using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Judging.Judgements;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>Whatever a model answers, in whatever order: each run ends, and none passes by what was not judged.</summary>
public sealed class JudgePropertyTests
{
    private const int Trials = 300;
    private const int Samples = 3;

    private static readonly string[] Quotes = [Booked, "You are booked for Tuesday", "", "Please book me in", "Goodbye.", "…"];
    private static readonly string[] Words = ["met", "unmet", "blocked", "MET", "pass", "fail", "perhaps", "", "yes", "no"];

    [Fact]
    public async Task No_answers_make_a_pass_of_what_was_not_judged_and_no_run_goes_on_for_ever()
    {
        await using var bench = Open(
            new Whim(),
            "\"metrics\": [48, 5, 6, 7], \"expected_outcome_prompt\": \"One\\nTwo\",",
            """
            { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" },
            { "id": 5, "name": "Polite", "type": "llm_judge", "prompt": "Is it polite?" },
            { "id": 6, "name": "Kind", "type": "llm_judge", "prompt": "How kind?", "eval_type": "continuous_qualitative", "evaluation_trigger": "custom", "evaluation_trigger_prompt": "Did the agent speak?" },
            { "id": 7, "name": "Mood", "type": "llm_judge", "prompt": "Which mood?", "eval_type": "enum", "enum_values": ["pass", "no"] }
            """,
            Samples
        );

        var ended = new List<JsonNode>();
        while (ended.Count < Trials)
        {
            ended.AddRange((await bench.RunAsync("""{ "scenarios": [1], "frequency": 10, "concurrency_limit": 1 }"""))!);
        }

        foreach (var run in ended)
        {
            Check(run);
        }

        // The answers reach every end, so that the rest says something.
        Assert.Contains(ended, run => run["success"]!.GetValue<bool>());
        Assert.Contains(ended, run => Verdict(run) is { Success: false, Rule: "V30" });
        Assert.Contains(ended, run => Verdict(run) is { Success: false, Rule: null });
    }

    private static void Check(JsonNode run)
    {
        Assert.Equal("completed", run["status"]!.ToString());
        var questions = run["metadata"]!["emulator_judge"]!["questions"]!.AsArray();
        Assert.All(questions, question => Assert.InRange(question!["answers"]!.AsArray().Count, 1, 2 * Samples));
        if (!run["success"]!.GetValue<bool>())
        {
            return;
        }

        // By the answers themselves, without the code that reads them.
        foreach (var statement in (int[])[1, 2])
        {
            AssertMajority("judge outcome", answer => IsMet(answer, statement));
        }

        AssertMajority("judge metric 5", answer =>
            answer?["answer"]?.ToString() == "pass"
            && (IsShown(answer) || (answer["quote"]?.ToString(), answer["turn"]?.ToString()) is ("Please book me in", "2"))
        );
        Assert.DoesNotContain(run["expected_outcome"]!["outcome_alignments"]!.AsArray(), part =>
            part!["aligned"]!.ToString() != "yes" || part["outcome"]!.ToString().StartsWith("Not judged", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(run["evaluation"]!["metrics"]!.AsArray(), metric =>
            metric!["explanation"]![0]!.ToString().StartsWith("Not judged", StringComparison.Ordinal)
        );

        void AssertMajority(string question, Func<JsonNode?, bool> isGood)
        {
            var samples = questions.Single(entry => entry!["question"]!.ToString() == question)!["answers"]!
                .AsArray()
                .ToLookup(answer => answer!["sample"]!.GetValue<int>(), answer => answer!["answer"]);
            var good = samples.Count(sample => sample.Any(isGood));
            Assert.True(samples.Count == 1 ? good == 1 : good * 2 > Samples, run.ToJsonString());
        }
    }

    private static bool IsMet(JsonNode? answer, int statement) =>
        (answer?["statements"] as JsonArray)?.Count(entry =>
            entry?["statement"]?.ToString() == $"{statement}" && entry["answer"]?.ToString().ToUpperInvariant() == "MET" && IsShown(entry)
        ) == 1;

    // What stands in the conversation of these tests, at its turn, and is the agent's.
    private static bool IsShown(JsonNode entry) =>
        (entry["quote"]?.ToString(), entry["turn"]?.ToString()) is (Booked, "4") or ("Goodbye.", "5");

    /// <summary>A model that answers at random, always the same way.</summary>
    private sealed class Whim : IChatModel
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(20_26);
        private bool _isGrim;

        public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                _isGrim ^= _random.Next(12) == 0;
                return _random.Next(25) == 0
                    ? Task.FromException<ModelReply>(new ModelException(ModelErrorKind.Unreachable, "Nothing listens there."))
                    : Task.FromResult(new ModelReply(Answer(request), StubModel.Name));
            }
        }

        private JsonObject Answer(ModelRequest request) =>
            _random.Next(20) == 0 ? new() { ["role"] = "agent" }
            : request.Key.Kind == "judge outcome"
                ? JsonNode.Parse(Lines([.. Enumerable.Range(1, _random.Next(5) == 0 ? 3 : 2).Select(Statement)]))!.AsObject()
            : Metric(request.Key.Kind);

        private JsonObject Metric(string kind)
        {
            var number = _random.Next(7);
            JsonNode answer =
                kind == "judge metric 6"
                    ? JsonValue.Create(number)
                    : JsonValue.Create(Word(kind.EndsWith("trigger", StringComparison.Ordinal) ? "yes" : "pass", "fail"));
            return JsonNode.Parse(Judgements.Metric(answer, Quote(out var turn), turn))!.AsObject();
        }

        private string Statement(int number) => Entry(_random.Next(15) == 0 ? 1 : number, Word("met", "unmet"), Quote(out var turn), turn);

        // For a while good, for a while bad, so that runs come to every end.
        private string Word(string good, string bad) =>
            _random.Next(6) == 0 ? Words[_random.Next(Words.Length)]
            : _isGrim ? bad
            : good;

        private string Quote(out int turn)
        {
            if (_random.Next(6) > 0)
            {
                turn = 4;
                return Booked;
            }

            turn = _random.Next(-1, 7);
            return Quotes[_random.Next(Quotes.Length)];
        }
    }
}
