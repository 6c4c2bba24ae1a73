using System.Diagnostics;

namespace Cekura.Cli.Tests;

/// <summary>The walk that the README shows, with nothing but the command and a shell.</summary>
public sealed class TourTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-tour-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task The_tour_goes_from_trigger_to_a_better_prompt()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var command = Path.Combine(_home, "cekura");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\nexec {Command.Line} \"$@\"\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [Path.Combine(Command.Repository, "samples", "Tour", "tour.sh")])
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_home}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["HOME"] = _home;
        start.Environment.Remove("CEKURA_API_URL");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);

        Assert.True(process.ExitCode == 0, $"{await output}\n{await error}");
        string[] steps =
        [
            "Result 1001: 1 of 2 passed",
            "Agent: All set, goodbye.",
            "wss://",
            "Asked the emulator to end run 5003.",
            "Voted on metric 55 of run 5002.",
            "Voted on the expected outcome of run 5002.",
            "Scoring 2 runs of result 1001 again.",
            "unmet: The agent moves the appointment",
            "Critical deviation 42 of run 5002 is marked as wrong.",
            "Created test set 301",
            "+++ improved prompt",
        ];
        var told = await output;
        var places = steps.Select(step => told.IndexOf(step, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);

        // Before the mark the deviation failed the run, after it no longer.
        var marked = told.IndexOf("is marked as wrong", StringComparison.Ordinal);
        Assert.Contains("critical: Ends without helping", told[..marked], StringComparison.Ordinal);
        Assert.DoesNotContain("critical: Ends without helping", told[marked..], StringComparison.Ordinal);
    }
}
