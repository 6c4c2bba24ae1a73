using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Listening;

public sealed class ReportQueueTests
{
    private static readonly CaseVerdict Passed = new() { Outcome = Outcome.Passed, Runs = [] };

    [Fact]
    public async Task Everything_is_written_in_its_order_before_the_queue_is_over()
    {
        var written = new List<int>();
        var queue = new ReportQueue();
        for (var number = 0; number < 500; number++)
        {
            var one = number;
            await queue.AddAsync(() => written.Add(one));
        }

        await queue.DisposeAsync();
        await queue.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 500), written);
    }

    [Fact]
    public async Task Whoever_is_faster_than_what_is_written_waits()
    {
        using var writing = new ManualResetEventSlim();
        await using var queue = new ReportQueue();
        var added = 0;
        Task last = Task.CompletedTask;
        while (last.IsCompleted && added < 1000)
        {
            last = queue.AddAsync(writing.Wait).AsTask();
            added++;
        }

        Assert.InRange(added, 2, 100);
        writing.Set();
        await last;
    }

    [Fact]
    public async Task A_session_goes_on_while_a_log_is_written()
    {
        using var writing = new ManualResetEventSlim();
        var heard = new Heard();
        var queue = new ReportQueue();
        var listener = new CaseReporter(heard, [new LogStep(new Log(_ => writing.Wait()), heard, queue)]);

        await listener.FinishedAsync(SampleCase.Of("Book", "Calm"), Passed);

        Assert.Single(heard.Verdicts);
        writing.Set();
        await queue.DisposeAsync();
    }

    [Fact]
    public async Task A_log_that_breaks_beside_the_session_is_said_once_with_the_kind_of_error()
    {
        var heard = new Heard();
        var queue = new ReportQueue();
        var listener = new CaseReporter(
            heard,
            [new LogStep(new Log(_ => throw new InvalidOperationException("Nobody foresaw this.")), heard, queue)]
        );

        await listener.FinishedAsync(SampleCase.Of("Book", "Calm"), Passed);
        await listener.FinishedAsync(SampleCase.Of("Move", "Calm"), Passed);
        await queue.DisposeAsync();

        Assert.Equal(2, heard.Verdicts.Count);
        Assert.Equal(
            (MessageSeverity.Warning, "The log is not complete: an unexpected error, InvalidOperationException: Nobody foresaw this."),
            Assert.Single(heard.Messages)
        );
    }

    [Fact]
    public async Task A_log_that_breaks_on_the_way_costs_no_verdict()
    {
        var heard = new Heard();
        var listener = new CaseReporter(
            heard,
            [new LogStep(new Log(_ => throw new InvalidOperationException("Nobody foresaw this.")), heard)]
        );

        await listener.FinishedAsync(SampleCase.Of("Book", "Calm"), Passed);

        Assert.Single(heard.Verdicts);
        Assert.Equal(
            "The log is not complete: an unexpected error, InvalidOperationException: Nobody foresaw this.",
            Assert.Single(heard.Messages).Text
        );
    }

    [Fact]
    public async Task A_verdict_that_cannot_be_passed_on_holds_back_no_other()
    {
        var heard = new Heard();
        var queue = new ReportQueue();
        var listener = new CaseReporter(new BreakingListener(heard, SampleCase.Of("Book", "Calm").DisplayName), [], queue);

        await listener.FinishedAsync(SampleCase.Of("Book", "Calm"), Passed);
        await listener.FinishedAsync(SampleCase.Of("Move", "Calm"), Passed);
        await queue.DisposeAsync();

        Assert.Equal(SampleCase.Of("Move", "Calm").DisplayName, Assert.Single(heard.Verdicts).Key);
        var (severity, text) = Assert.Single(heard.Messages);
        Assert.Equal(MessageSeverity.Error, severity);
        Assert.Contains("InvalidOperationException: The disk is on fire.", text, StringComparison.Ordinal);
    }

    private sealed class Log(Action<ScenarioCase> add) : ICaseLog
    {
        public string Incomplete => "The log is not complete";

        public void Expect(ScenarioCase scenarioCase) { }

        public void Add(ScenarioCase scenarioCase, CaseVerdict verdict) => add(scenarioCase);
    }
}
