using Cekura.Cli.Running;
using Cekura.Cli.Waiting;
using Cekura.Client;
using Cekura.Runs.Verdict;
using Cekura.Testing;

namespace Cekura.Cli.Tests;

/// <summary>The line that moves while a command waits.</summary>
public sealed class WaitProgressTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void It_has_a_clock_an_estimate_and_the_newest_failure()
    {
        using var progress = Progress(width: 200);
        progress.CountOf(() => 4);
        progress.Observe(Run(1, "in_progress"), isAskedFor: true);
        _time.Advance(TimeSpan.FromMinutes(2));
        progress.Finished(Run(2, "completed"), Failed("The agent hung up"));

        Assert.Equal("1/4 finished, 1 failed (1 in_progress); 02:00, ~6 min left; newest: run 2, The agent hung up", Last());
    }

    [Fact]
    public void The_clock_goes_on_while_nothing_happens()
    {
        using var progress = Progress(width: 200);
        progress.CountOf(() => 4);
        progress.Observe(Run(1, "in_progress"), isAskedFor: true);

        _time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal("0/4 finished, 0 failed (1 in_progress); 00:07", Last());
        progress.Clear();
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("", Last());
    }

    [Fact]
    public void It_is_never_wider_than_the_terminal()
    {
        using var progress = Progress(width: 60);
        progress.CountOf(() => 4);
        progress.Observe(Run(1, "in_progress"), isAskedFor: true);
        progress.Finished(Run(2, "completed"), Failed(new string('x', 500)));

        Assert.Equal(59, Last().Length);
        Assert.StartsWith("1/4 finished, 1 failed; 00:00, ", Last(), StringComparison.Ordinal);
    }

    private WaitProgress Progress(int width) =>
        new(
            new CommandEnvironment(
                TextWriter.Null,
                _error,
                () => TextReader.Null,
                new Dictionary<string, string?>(),
                "",
                "",
                width,
                ErrorIsTerminal: true,
                _time
            ),
            moves: true
        );

    private string Last() => _error.ToString().Split("\r\u001b[2K")[^1];

    private static Run Run(long id, string status) => new() { Id = id, StatusText = status };

    private static RunVerdict Failed(string cause) =>
        new()
        {
            Outcome = Outcome.Failed,
            Rule = "V19",
            Reasons = [new Reason(cause, [])],
            Run = new Run { Id = 2 },
        };
}
