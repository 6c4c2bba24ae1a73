using System.Diagnostics;
using System.Reflection;

namespace Cekura.Cli.Tests;

/// <summary>Starts the built command as a process of its own.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>The command as a shell writes it.</summary>
    public static string Line => $"dotnet \"{Dll}\"";

    /// <summary>Root of the sources.</summary>
    public static string Repository => Metadata("RepositoryDirectory");

    private static string Dll => Path.Combine(Repository, "src", "Cekura.Cli", "bin", Metadata("Configuration"), "net10.0", "cekura.dll");

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(
        string home, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(home, environment, arguments);
        using var limit = new CancellationTokenSource(Limit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Starts it in a folder that is also its home.</summary>
    public static Process Start(string home, IReadOnlyDictionary<string, string>? environment, params string[] arguments) => Start(null, home, environment, arguments);

    /// <summary>The same through another program, such as <c>nohup</c>.</summary>
    public static Process Start(string? through, string home, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(through ?? "dotnet", [.. through is null ? Array.Empty<string>() : ["dotnet"], Dll, .. arguments])
        {
            WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("CEKURA", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["HOME"] = start.Environment["USERPROFILE"] = home;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string Metadata(string key) =>
        typeof(Command).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
