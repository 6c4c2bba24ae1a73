using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Cekura.Reports.Tests.Html;

/// <summary>Opens a page in Chromium as several readers would, through the script of build/browser.</summary>
internal static class Browser
{
    private static readonly string Tools = Path.Combine(
        typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryDirectory").Value!,
        "build",
        "browser"
    );

    private static readonly string? Chromium = new[] { "chromium", "chromium-browser", "google-chrome" }
        .SelectMany(name =>
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))
        )
        .FirstOrDefault(File.Exists);

    // Only a page that hangs takes so long, on the busiest machine too.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static string? SkipReason { get; } =
        Chromium is null ? "Chromium is not installed; on Debian: apt-get install chromium"
        : !Directory.Exists(Path.Combine(Tools, "node_modules", "playwright-core"))
            ? "The browser tools are not installed: npm ci --prefix build/browser"
        : null;

    /// <summary>What each reader saw and what went wrong.</summary>
    public static Task<IReadOnlyList<JsonElement>> OpenAsync(string page, string screenshots) =>
        RunAsync("check.mjs", page, screenshots, Chromium!);

    /// <summary>What each reader saw who worked through the failed case of a page.</summary>
    public static Task<IReadOnlyList<JsonElement>> WorkAsync(string page) => RunAsync("workspace.mjs", page, Chromium!);

    /// <summary>What a large page holds, and how many of its cases one scenario has by the page's own search.</summary>
    public static async Task<JsonElement> SearchAsync(string page, string words) =>
        Assert.Single(await RunAsync("search.mjs", page, words, Chromium!));

    /// <summary>Where the first cause stands on a screen and on a phone, and where its links lead.</summary>
    public static async Task<JsonElement> FirstScreenAsync(string page, string screenshots) =>
        Assert.Single(await RunAsync("first.mjs", page, screenshots, Chromium!));

    /// <summary>How many sheets of paper the page takes, and what is on them.</summary>
    public static async Task<JsonElement> PrintAsync(string page) => Assert.Single(await RunAsync("print.mjs", page, Chromium!));

    private static async Task<IReadOnlyList<JsonElement>> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Tools, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var limit = new CancellationTokenSource(Limit);
        using var node = Process.Start(start)!;
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(limit.Token), node.StandardError.ReadToEndAsync(limit.Token));
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, await errors);
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }
    }
}
