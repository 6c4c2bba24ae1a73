using Cekura.Emulator.Tests.Bench;
using Cekura.Models.Chat;
using static Cekura.Emulator.Tests.Judging.Judgements;

namespace Cekura.Emulator.Tests.Judging;

/// <summary>A judge that misbehaves gives no verdict: infrastructure, never the agent's failure and never a pass.</summary>
public sealed class FaultyJudgeTests
{
    private const string NoVerdict =
        "Infrastructure: no verdict on \"The agent reads the slot back.\" from the judge, stub-1 on this machine, not Cekura. ";

    public static TheoryData<string, string> Faults =>
        new()
        {
            { Line("met", "You are booked for Tuesday"), "The quote does not stand in turn 4." },
            { Line("met", "you are booked for Monday"), "The quote does not stand in turn 4." },
            { Line("met", "ou are booked for Mond"), "The quote does not stand in turn 4." },
            { Line("met", "Goodbye."), "The quote does not stand in turn 4." },
            { Line("unmet", "You are booked for Tuesday"), "The quote does not stand in turn 4." },
            { Line("met", turn: 6), "There is no turn 6: the turns are numbered from 1 to 5." },
            { Line("met", turn: -1), "There is no turn -1: the turns are numbered from 1 to 5." },
            { Line("met", "", 0), "Nothing is quoted that shows it." },
            { Line("met", "…", 4), "The quote does not stand in turn 4." },
            {
                Line("met", "read the slot back", 2),
                "Turn 2 is the caller's, and only words and function calls of the agent show what the agent did."
            },
            { Line("perhaps"), "The answer \"perhaps\" is none of those to choose from." },
            { """{ "statements": [{ "statement": 1, "quote": "", "answer": "met" }] }""", "The number of the quoted turn is missing." },
            { """{ "statements": [] }""", "There is no answer to it." },
            { """{ "verdict": "met" }""", "There is no answer to it." },
            { """{ "statements": "met" }""", "There is no answer to it." },
            { """{ "statements": [["met"], null, 3, { "statement": 2, "answer": "met" }] }""", "There is no answer to it." },
            { Lines(Entry(1, "met"), Entry(1, "unmet")), "There are 2 answers to it." },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_answer_that_cannot_be_taken_is_asked_for_once_more_and_is_then_no_verdict(string answer, string why)
    {
        var model = StubModel.Saying(answer, answer, Line("met"));

        var run = await OfLinesAsync(model);

        Assert.Equal((false, "V30", NoVerdict + why), Verdict(run));
        Assert.Equal(["judge outcome 0", "judge outcome 0"], model.Kinds);
        Assert.EndsWith(
            $"- Statement 1: {why}\nAnswer again, with the whole JSON object. Quote words exactly as they stand in the turn.",
            model.Asked[1].Messages[3].Content,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "This is not the agent's failure, and no pass.",
            run["metadata"]!["emulator_verdict"]!["message"]!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_answer_that_can_be_taken_the_second_time_counts(string answer, string _)
    {
        var run = await OfLinesAsync(StubModel.Saying(answer, Line("met")));

        Assert.Equal((true, null, ""), Verdict(run));
    }

    [Theory]
    [InlineData("this is the clinic's front desk", 1)]
    [InlineData("  You are \n booked for Monday ", 4)]
    [InlineData("[4] agent: You are booked for Monday", 4)]
    [InlineData("book({\"day\":\"Monday\"})", 3)]
    public async Task White_space_and_typography_do_not_count_in_a_quote(string quote, int turn) =>
        Assert.Equal((true, null, ""), Verdict(await OfLinesAsync(StubModel.Saying(Line("met", quote, turn)))));

    [Fact]
    public async Task A_statement_about_the_caller_is_shown_by_the_caller() =>
        Assert.Equal(
            (true, null, ""),
            Verdict(await OfLinesAsync(StubModel.Saying(Line("met", "Please book me in", 2)), "The caller asks for an appointment."))
        );

    [Fact]
    public async Task Only_the_line_with_the_wrong_quote_has_no_verdict()
    {
        var wrong = Lines(Entry(1, "met"), Entry(2, "met", "invented"));

        var run = await OfLinesAsync(StubModel.Saying(wrong, wrong), "One\nTwo");

        Assert.Equal("yes One", Alignments(run).Split(':')[0]);
        Assert.StartsWith("Infrastructure: no verdict on \"Two\" from", Verdict(run).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelErrorKind.Unreachable, "Nothing listens at http://localhost:11434.")]
    [InlineData(ModelErrorKind.Refused, "The key was not accepted.")]
    [InlineData(ModelErrorKind.TooLong, "The conversation is too long for the model.")]
    [InlineData(ModelErrorKind.Nonsense, "There is no JSON in the answer.")]
    [InlineData(ModelErrorKind.UsedUp, "MaxModelCalls is used up.")]
    [InlineData(ModelErrorKind.NotRecorded, "The cassette has no such question.")]
    public async Task A_judge_that_cannot_be_asked_gives_no_verdict(object kind, string why)
    {
        var run = await OfLinesAsync(new StubModel(_ => throw new ModelException((ModelErrorKind)kind, why)));

        Assert.Equal((false, "V30", NoVerdict.Replace("stub-1", "a model", StringComparison.Ordinal) + why), Verdict(run));
        Assert.Equal("completed", run["status"]!.ToString());
    }

    [Fact]
    public async Task A_judge_that_throws_whatever_it_likes_gives_no_verdict()
    {
        var run = await OfLinesAsync(new StubModel(_ => throw new OperationCanceledException("Timed out.")));

        Assert.Equal("V30", Verdict(run).Rule);
        Assert.EndsWith("The model failed: OperationCanceledException: Timed out.", Verdict(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judgement_that_cannot_be_confirmed_is_none()
    {
        var run = await OfLinesAsync(StubModel.Saying(Line("unmet")));

        Assert.Equal(
            (false, "V30", NoVerdict + "Only 1 of 3 judgements can be taken (unmet). The calls are used up before judge outcome."),
            Verdict(run)
        );
    }

    [Fact]
    public async Task Two_of_three_decide_although_the_third_failed()
    {
        var run = await OfLinesAsync(StubModel.Saying(Line("unmet"), Line("unmet")));

        Assert.StartsWith("no The agent reads the slot back.: 2 of 3 judged unmet by", Alignments(run), StringComparison.Ordinal);
        Assert.Equal((false, null, ""), Verdict(run));
    }

    [Fact]
    public async Task One_judgement_decides_where_one_is_wanted()
    {
        var model = StubModel.Saying(Line("unmet"));

        var run = await OfLinesAsync(model, samples: 1);

        Assert.StartsWith("no The agent reads the slot back.: Judged unmet by", Alignments(run), StringComparison.Ordinal);
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task A_run_that_is_ended_while_it_is_judged_has_no_verdict()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bench = Open(new Silent(asked), "\"expected_outcome_prompt\": \"One\",");
        var started = await bench.StartAsync("""{ "scenarios": [1] }""");
        await asked.Task;
        var path = $"runs/{started["runs"]![0]!["id"]}/";
        Assert.Equal("evaluating", (await bench.GetAsync(path))["status"]!.ToString());

        await bench.SendAsync(HttpMethod.Post, $"{path}end_call/");

        var run = await bench.UntilAsync(path, run => run["status"]!.ToString() == "completed");
        Assert.Equal("V30", Verdict(run).Rule);
        Assert.EndsWith("The run was ended before the judge had answered.", Verdict(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_that_is_closed_waits_for_no_judge()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bench = Open(new Silent(asked), "\"expected_outcome_prompt\": \"One\",");
        await bench.StartAsync("""{ "scenarios": [1] }""");
        await asked.Task;

        await bench.DisposeAsync();
    }

    /// <summary>A model that never answers.</summary>
    private sealed class Silent(TaskCompletionSource asked) : IChatModel
    {
        public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It does not come to this.");
        }
    }
}
