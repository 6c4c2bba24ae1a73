using System.Diagnostics;
using System.Text;

namespace Cekura.Benchmarks.Bench;

/// <summary>Runs a program and says how long it took.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <exception cref="InvalidOperationException">It failed: what it printed is the message.</exception>
    public static async Task<CommandResult> RunAsync(
        string directory,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = Start(directory, "dotnet", arguments, environment) };
        var output = new StringBuilder();
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        var watch = Stopwatch.StartNew();
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var hosts = new HostWatch();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var watching = hosts.WatchAsync(process.Id, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var elapsed = watch.Elapsed;
            await watching;
            var text = output.ToString();
            return process.ExitCode == 0
                ? new CommandResult(elapsed, text, hosts.PeakBytes)
                : throw new InvalidOperationException(
                    $"dotnet {string.Join(' ', arguments)} in {directory} ended with {process.ExitCode}:\n{text}"
                );
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static ProcessStartInfo Start(
        string directory,
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };

        // "dotnet run" leaves settings of its own in the environment; a user's shell has none of them.
        foreach (
            var inherited in start
                .Environment.Keys.Where(name =>
                    name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("CEKURA", StringComparison.OrdinalIgnoreCase)
                )
                .ToList()
        )
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="Output">What it printed.</param>
/// <param name="PeakBytes">The most memory that a test host below it had at once; null when there was none, or the system does not
/// tell.</param>
internal sealed record CommandResult(TimeSpan Elapsed, string Output, long? PeakBytes);
