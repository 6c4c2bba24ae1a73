using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>Runs the real <c>dotnet</c> and gives back what a person would have seen.</summary>
internal static class Dotnet
{
    /// <summary>Where tests remember what they ran: the home of whoever runs them is none of their business.</summary>
    public static string StateDirectory { get; } = Directory.CreateTempSubdirectory("cekura-e2e-state-").FullName;

    // Whoever tests the whole checkout has a compiler that is warm.
    private static readonly string? GivenCompiler = Environment.GetEnvironmentVariable("SharedCompilationId");

    private static readonly string Compiler = GivenCompiler ?? $"cekura-e2e-{Guid.NewGuid():N}";

    // Ids of processes of MSBuild that are warm and free; one is named after its id, and started by the first who asks for it.
    private static readonly ConcurrentBag<int> FreeServers = [];
    private static int _servers;

    // Only what hangs takes so long, on the busiest machine too.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task<DotnetResult> RunAsync(
        string directory,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Shell? shell = null
    )
    {
        // For somebody who is going to send signals it gets a group of its own, as a shell gives it.
        var start = new ProcessStartInfo(shell is null ? "dotnet" : "setsid", shell is null ? arguments : ["dotnet", .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };

        // The test host that runs us leaves its own settings in the environment; a user's shell has none of them.
        foreach (var inherited in start.Environment.Keys.Where(IsInherited).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["CEKURA_STATE_DIRECTORY"] = StateDirectory;

        // Processes that live for seconds do not earn back what it costs to watch their methods.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1000";

        // All builds share a compiler that is warm, as those of a user do. A signal to the group would end it.
        start.Environment["UseSharedCompilation"] = shell is null ? "true" : "false";
        start.Environment["SharedCompilationId"] = Compiler;

        // A build in a process that is warm takes a third of the processor's time. A signal to the group would end that too.
        using var server = shell is null ? new Lease() : null;
        SetServer(start.Environment, server?.Id);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        var watch = Stopwatch.StartNew();
        using var process = new Process { StartInfo = start };
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }

            shell?.Said(line.Data);
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        process.Start();
        shell?.Began(process.Id);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end within {Limit}:\n{output}", e);
        }

        return new DotnetResult(process.ExitCode, output.ToString(), watch.Elapsed);
    }

    /// <summary>Ends the processes that the builds shared; the compiler unless it was there before.</summary>
    public static async Task EndServersAsync()
    {
        for (var id = 1; id <= _servers; id++)
        {
            var environment = new Dictionary<string, string?>();
            SetServer(environment, id);
            await RunAsync(StateDirectory, ["build-server", "shutdown", "--msbuild"], environment);
        }

        if (GivenCompiler is null)
        {
            await RunAsync(
                StateDirectory,
                [Path.Combine(PackedFeed.SdkDirectory, "Roslyn", "bincore", "VBCSCompiler.dll"), "-shutdown", $"-pipename:{Compiler}"]
            );
        }
    }

    private static void SetServer(IDictionary<string, string?> environment, int? id)
    {
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = id is null ? "0" : "1";
        environment["MSBUILDDISABLENODEREUSE"] = id is null ? "1" : "0";
        environment["MSBUILDNODEHANDSHAKESALT"] = $"{Compiler}-{id}";
    }

    private static bool IsInherited(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("CEKURA", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase)
        || name is "CI" or "TF_BUILD" or "GITLAB_CI" or "AGENT_REGRESSION" or "DOTNET_HOST_PATH" or "NUGET_PACKAGES";

    /// <summary>A process of MSBuild for one build at a time: a second one would find it busy, and build in a cold one.</summary>
    private sealed class Lease : IDisposable
    {
        public int Id { get; } = FreeServers.TryTake(out var free) ? free : Interlocked.Increment(ref _servers);

        public void Dispose() => FreeServers.Add(Id);
    }
}

/// <summary>How a <c>dotnet</c> command ended.</summary>
internal sealed record DotnetResult(int ExitCode, string Output, TimeSpan Elapsed);
