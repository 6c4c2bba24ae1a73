using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Listening;

/// <summary>The way of a verdict through its steps to the front end.</summary>
public sealed class CaseReporterTests
{
    private static readonly ScenarioCase Case = SampleCase.Of("Book", "Calm");
    private static readonly CaseVerdict Failed = new()
    {
        Outcome = Outcome.Failed,
        Message = "It failed.\nHere is why.",
        Runs = [],
    };

    private readonly Heard _heard = new();
    private readonly List<string> _log = [];

    [Fact]
    public async Task Steps_come_in_their_order_and_each_hears_what_the_one_before_made_of_the_verdict()
    {
        await using var reporter = new CaseReporter(_heard, [Step("c")]).After([Step("a"), Step("b")]);

        reporter.Started(Case);
        await reporter.FinishedAsync(Case, Failed);
        reporter.Message(MessageSeverity.Warning, "text");

        Assert.Equal(["a started", "b started", "c started"], _log);
        Assert.Equal(["start Book [Calm]", "finish Book [Calm]"], _heard.Events);
        Assert.Equal(["a", "b", "c"], _heard.Verdicts.Single().Value.Notes);
        Assert.Equal((MessageSeverity.Warning, "text a b c"), Assert.Single(_heard.Messages));
    }

    [Fact]
    public async Task A_listener_that_is_a_reporter_is_not_wrapped_again()
    {
        await using var reporter = new CaseReporter(_heard, []);

        Assert.Same(reporter, CaseReporter.Of(reporter));
        await CaseReporter.Of(_heard).FinishedAsync(Case, Failed);
        Assert.Single(_heard.Verdicts);
    }

    [Fact]
    public async Task A_step_that_takes_long_holds_up_nothing_but_the_end()
    {
        var slow = new TaskCompletionSource();
        var reporter = new CaseReporter(_heard, [Step("a"), Step("b", slow.Task), Step("c")]);

        await reporter.FinishedAsync(Case, Failed);
        Assert.Empty(_heard.Verdicts);
        var end = reporter.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);

        slow.SetResult();
        await end;
        Assert.Equal(["a", "b", "c"], _heard.Verdicts.Single().Value.Notes);
    }

    [Theory]
    [InlineData("It failed.\nHere is why.", " It is: failed, It failed.")]
    [InlineData(null, " It is: failed")]
    public async Task A_verdict_that_breaks_on_the_way_is_said_with_what_it_is(string? message, string known)
    {
        var reporter = new CaseReporter(
            _heard,
            [Step("a", Task.FromException(new InvalidOperationException("The disk is on fire."))), Step("b")]
        );

        await reporter.FinishedAsync(Case, Failed with { Message = message });
        await reporter.DisposeAsync();

        Assert.Empty(_heard.Verdicts);
        Assert.Equal(
            (
                MessageSeverity.Error,
                $"Book [Calm]: an unexpected error while its verdict was reported, InvalidOperationException: The disk is on fire.{known} a b"
            ),
            Assert.Single(_heard.Messages)
        );
    }

    [Fact]
    public async Task A_log_hears_of_tests_that_will_come()
    {
        var log = new Log();
        await using var reporter = new CaseReporter(_heard, [new LogStep(log, _heard)]);

        reporter.Started(Case);
        await reporter.FinishedAsync(Case, Failed);

        Assert.Equal(["expect Book [Calm]", "add Book [Calm]"], log.Lines);
    }

    [Fact]
    public async Task A_log_that_may_not_be_written_is_said_once_in_the_system_s_words()
    {
        var log = new Log { Error = new UnauthorizedAccessException("Access is denied.") };
        await using var reporter = new CaseReporter(_heard, [new LogStep(log, _heard)]);

        await reporter.FinishedAsync(Case, Failed);
        await reporter.FinishedAsync(SampleCase.Of("Move", "Calm"), Failed);

        Assert.Equal((MessageSeverity.Warning, "The log is not complete: Access is denied."), Assert.Single(_heard.Messages));
        Assert.Equal(2, _heard.Verdicts.Count);
    }

    private Noting Step(string name, Task? slow = null) => new(name, _log, slow);

    private sealed class Noting(string name, List<string> log, Task? slow) : IReportStep
    {
        public void Started(ScenarioCase scenarioCase) => log.Add($"{name} started");

        public bool TakesLong(CaseVerdict verdict) => slow is not null;

        public async ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            await (slow ?? Task.CompletedTask);
            return verdict with { Notes = [.. verdict.Notes, name] };
        }

        public string Redact(string text) => $"{text} {name}";
    }

    private sealed class Log : ICaseLog
    {
        public List<string> Lines { get; } = [];

        public Exception? Error { get; init; }

        public string Incomplete => "The log is not complete";

        public void Expect(ScenarioCase scenarioCase) => Lines.Add($"expect {scenarioCase.DisplayName}");

        public void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            Lines.Add($"add {scenarioCase.DisplayName}");
            if (Error is not null)
            {
                throw Error;
            }
        }
    }
}
