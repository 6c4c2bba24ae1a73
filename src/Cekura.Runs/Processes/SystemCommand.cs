using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Cekura.Agents.Lines;

namespace Cekura.Runs.Processes;

/// <summary>A program that runs on this machine.</summary>
internal sealed class SystemCommand : IStartedCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly OutputTail _tail = new();
    private readonly Task<int> _exit;
    private BoundedLines? _lines;

    public SystemCommand(Process process, bool converses)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _tail.Add(line.Data);
        process.BeginErrorReadLine();
        if (!converses)
        {
            process.OutputDataReceived += (_, line) => _tail.Add(line.Data);
            process.BeginOutputReadLine();
            process.StandardInput.Close();
        }

        _exit = WaitAsync();
    }

    public string LastLines => _tail.ToString();

    public async Task<string> LastWordsAsync()
    {
        // Its streams close a moment before it has ended, and its errors may still be on the way.
        await Task.WhenAny(_exit, Task.Delay(LastMoment)).ConfigureAwait(false);
        if (!_exit.IsCompletedSuccessfully)
        {
            return LastLines;
        }

        var code = await _exit.ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"It ended with exit code {code}. {LastLines}");
    }

    public Task<int> ExitAsync(CancellationToken cancellationToken) => _exit.WaitAsync(cancellationToken);

    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ProcessException(
                $"The command does not read its input any longer. {await LastWordsAsync().ConfigureAwait(false)}",
                e
            );
        }
    }

    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lines ??= new(_process.StandardOutput);
            var line = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            _tail.Add(line);
            return line;
        }
        catch (InvalidDataException e)
        {
            throw new ProcessException($"The command {BoundedLines.TooLong}. {BoundedLines.Advice}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or is about to.
        }

        try
        {
            await _exit.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that it started holds its output open.
        }

        _process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return _process.ExitCode;
    }
}
