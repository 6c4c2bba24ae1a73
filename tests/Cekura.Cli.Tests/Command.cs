using System.Collections;
using System.Diagnostics;
using System.Reflection;
using Cekura.Cli.Running;

namespace Cekura.Cli.Tests;

/// <summary>
/// Carries out the command: in this process, or as a process of its own where that is what is tested (signals, locks, proxies, terminals).
/// </summary>
internal static class Command
{
    // Only a command that hangs takes so long, on the busiest machine too.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The command as a shell writes it.</summary>
    public static string Line => $"dotnet \"{Dll}\"";

    /// <summary>Root of the sources.</summary>
    public static string Repository => Metadata("RepositoryDirectory");

    private static string Dll => Path.Combine(Repository, "src", "Cekura.Cli", "bin", Metadata("Configuration"), "net10.0", "cekura.dll");

    /// <summary>Runs it to its end in this process, as its program does: nothing of the machine comes in but what is given here.</summary>
    public static Task<(int ExitCode, string Out, string Error)> RunAsync(
        string home,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    ) => ReadAsync("", home, environment, arguments);

    /// <summary>The same with something on standard input.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> ReadAsync(
        string input,
        string home,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var limit = new CancellationTokenSource(Limit);
        var variables = Variables(home, environment);
        var machine = new CommandEnvironment(
            TextWriter.Synchronized(output),
            TextWriter.Synchronized(error),
            () => new StringReader(input),
            variables,
            HomeOf(variables),
            home,
            Width: null,
            ErrorIsTerminal: false,
            TimeProvider.System
        );
        var code = await new Tool(machine).RunAsync(arguments, limit.Token);
        Assert.False(limit.IsCancellationRequested, $"cekura {string.Join(' ', arguments)} did not end within {Limit}:\n{output}{error}");
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Runs it to its end as a process.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> RunProcessAsync(
        string home,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments
    )
    {
        using var process = Start(home, environment, arguments);
        using var limit = new CancellationTokenSource(Limit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Starts it in a folder that is also its home.</summary>
    public static Process Start(string home, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Start(null, home, environment, arguments);

    /// <summary>The same through another program, such as <c>nohup</c>.</summary>
    public static Process Start(string? through, string home, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(through ?? "dotnet", [.. through is null ? Array.Empty<string>() : ["dotnet"], Dll, .. arguments])
        {
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Variables(home, environment))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process that was told to end.</summary>
    public static async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
    }

    // Those of this machine but ours, as a shell has them; its home is the folder.
    private static Dictionary<string, string?> Variables(string home, IReadOnlyDictionary<string, string>? environment)
    {
        var variables = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(entry => !((string)entry.Key).StartsWith("CEKURA", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(
                entry => (string)entry.Key,
                entry => (string?)entry.Value,
                OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
            );
        variables["HOME"] = variables["USERPROFILE"] = home;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        return variables;
    }

    // What the runtime makes of HOME (on Windows: USERPROFILE) in a process.
    private static string HomeOf(Dictionary<string, string?> variables) =>
        variables[OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] is { } home
        && Path.IsPathFullyQualified(home)
        && Directory.Exists(home)
            ? home
            : "";

    private static string Metadata(string key) =>
        typeof(Command).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
