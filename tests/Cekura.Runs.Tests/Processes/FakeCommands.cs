using System.Collections.Concurrent;
using System.Threading.Channels;
using Cekura.Runs.Processes;

namespace Cekura.Runs.Tests.Processes;

/// <summary>Programs that exist only in a test.</summary>
internal sealed class FakeCommands : ICommandStarter
{
    /// <summary>What was started, in order.</summary>
    public ConcurrentQueue<FakeCommand> Started { get; } = new();

    /// <summary>Answers a line of input with lines of output.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>The exit code with which each program ends at once; null: they run on.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Whether programs take lines and never answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Why nothing can be started.</summary>
    public string? Refusal { get; set; }

    public IStartedCommand Start(Command command)
    {
        if (Refusal is not null)
        {
            throw new ProcessException(Refusal);
        }

        var started = new FakeCommand(command, this);
        Started.Enqueue(started);
        return started;
    }

    internal sealed class FakeCommand(Command command, FakeCommands owner) : IStartedCommand
    {
        private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
        private readonly TaskCompletionSource<int> _exit = new();

        public Command Command => command;

        public List<string> Input { get; } = [];

        public int Disposals { get; private set; }

        public string LastLines => "It wrote last:\nbusy";

        public Task<string> LastWordsAsync() =>
            Task.FromResult(owner.ExitCode is { } code ? $"It ended with exit code {code}. {LastLines}" : LastLines);

        public Task<int> ExitAsync(CancellationToken cancellationToken) => owner.ExitCode is { } code ? Task.FromResult(code) : _exit.Task;

        public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
        {
            Input.Add(line);
            if (owner.IsSilent)
            {
                return;
            }

            if (owner.Answer(line) is { } answer)
            {
                await _output.Writer.WriteAsync(answer, cancellationToken);
            }
            else
            {
                _output.Writer.Complete();
            }
        }

        public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) =>
            await _output.Reader.WaitToReadAsync(cancellationToken) ? await _output.Reader.ReadAsync(cancellationToken) : null;

        public ValueTask DisposeAsync()
        {
            Disposals++;
            _exit.TrySetResult(137);
            return ValueTask.CompletedTask;
        }
    }
}
