using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Cekura.Emulator.Launch;

/// <summary>The process of an agent. Disposing it ends the process and every one that it started.</summary>
internal sealed class LaunchedAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly OutputTail _output;

    private LaunchedAgent(Process process, OutputTail output) => (_process, _output) = (process, output);

    public bool HasExited => _process.HasExited;

    /// <exception cref="Win32Exception">The command cannot be started.</exception>
    public static LaunchedAgent Start(ProcessStartInfo command, Action<Process> begin)
    {
        var output = new OutputTail();
        var process = new Process { StartInfo = command };
        try
        {
            process.OutputDataReceived += (_, line) => output.Add(line.Data);
            process.ErrorDataReceived += (_, line) => output.Add(line.Data);
            begin(process);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            return new(process, output);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>How it ended and what it wrote last; for a process that has exited.</summary>
    public async Task<string> LastWordsAsync()
    {
        // Its output may still be on the way.
        await ExitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        return LastWords();
    }

    public string LastWords() => string.Create(CultureInfo.InvariantCulture, $"It ended with exit code {_process.ExitCode}. {_output}");

    public string Output() => _output.ToString();

    /// <summary>How it stands.</summary>
    /// <param name="patience">How long to wait for its end: what it held open is gone a moment before it is.</param>
    public async Task<ProcessState> ObserveAsync(TimeSpan patience)
    {
        if (patience > TimeSpan.Zero)
        {
            await ExitAsync(patience).ConfigureAwait(false);
        }

        return new(_process.HasExited ? _process.ExitCode : null, Output());
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

        await ExitAsync(Patience).ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task ExitAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that it started holds its output open.
        }
    }
}
