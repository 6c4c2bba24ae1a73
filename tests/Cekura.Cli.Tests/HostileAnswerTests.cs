using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Cekura.Cli.Running;

namespace Cekura.Cli.Tests;

/// <summary>
/// Every command there is, against a service that says in every text what steers terminals and build servers: nothing of it leaves the
/// process as such.
/// </summary>
public sealed partial class HostileAnswerTests : IAsyncLifetime
{
    // These look at files and at this machine, whatever a service says.
    private static readonly string[] WithoutService =
    [
        "agent",
        "auth",
        "baseline",
        "cassette",
        "call",
        "completions",
        "config",
        "durations",
        "emulator",
        "history",
        "judge",
        "manifest",
        "reap",
        "report",
        "suites",
        "version",
    ];

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-hostile-").FullName;
    private HostileService _service = null!;

    public async Task InitializeAsync() => _service = await HostileService.StartAsync();

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData(false, "table")]
    [InlineData(false, "json")]
    [InlineData(true, "table")]
    [InlineData(true, "json")]
    public async Task Nothing_that_a_service_says_steers_a_terminal_or_a_build_server(bool refuses, string format)
    {
        _service.Refuses = refuses;
        await File.WriteAllTextAsync(Path.Combine(_home, "prompt.txt"), "Be kind.");
        await File.WriteAllTextAsync(Path.Combine(_home, "request.json"), "{}");
        await File.WriteAllTextAsync(
            Path.Combine(_home, "booking.suite.json"),
            """{ "version": "1", "scenarios": [{ "name": "Books", "type": "instruction", "instructions": "Book an appointment.", "personality": 3 }] }"""
        );
        var silent = new List<string>();
        foreach (var (path, lines) in CommandLines())
        {
            var said = "";
            foreach (var line in lines)
            {
                said += await RunAsync(line, format);
            }

            if (!WithoutService.Contains(path.Split(' ')[0]) && !said.Contains("canary", StringComparison.Ordinal))
            {
                silent.Add(path);
            }
        }

        // What has nothing to pass on is named, so that no command is tested in name only.
        var named = string.Join(", ", silent.Order(StringComparer.Ordinal));
        Assert.True(named == Silent(refuses, format), named);
    }

    [Fact]
    public async Task An_address_to_listen_at_is_shown_without_what_is_no_address()
    {
        var told = await RunAsync("runs listen-url 5544", "table");

        Assert.StartsWith(": :add-mask::canary ␛[2J␛]0;t␇ \uFFFD31m ␡", told, StringComparison.Ordinal);
        Assert.Contains("# #vso[task.complete", told, StringComparison.Ordinal);
    }

    // They say that something was asked for or done, with ids, or show an address.
    private static string Silent(bool refuses, string format) =>
        (refuses, format) switch
        {
            // It compares what is remembered, and has nothing to say of a service that refuses.
            (true, _) => "compare",
            (_, "json") =>
                "results end-calls, results share, runs end-call, runs mark-expected-outcome-vote, runs mark-metric-vote, suite validate",
            _ =>
                "results end-calls, results share, run rerun, runs end-call, runs mark-expected-outcome-vote, runs mark-metric-vote, suite validate",
        };

    private async Task<string> RunAsync(string line, string format)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new CommandEnvironment(
            output,
            error,
            () => new StringReader("ck-hostile/0123456789\n"),
            _service.Environment,
            _home,
            _home,
            Width: null,
            ErrorIsTerminal: false,
            TimeProvider.System
        );
        var arguments = CommandLineParser.SplitCommandLine(line).Where(word => word is not ("--format" or "json")).ToList();
        await new Tool(surroundings).RunAsync([.. arguments, "--format", format, "--timeout", "2"], CancellationToken.None);
        AssertHarmless(line, output.ToString());
        AssertHarmless(line, error.ToString());
        return $"{output}{error}";
    }

    private static void AssertHarmless(string what, string text)
    {
        Assert.DoesNotMatch(Steering(), text);
        Assert.DoesNotMatch(Command(), text);
        Assert.False(text.Contains("0123456789", StringComparison.Ordinal), $"{what} shows the key: {text}");
        foreach (var line in text.Split('\n'))
        {
            Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), $"{what} begins a line with a command: {line}");
        }
    }

    private static IEnumerable<(string Path, IReadOnlyList<string> Lines)> CommandLines()
    {
        var tool = new Tool(
            new CommandEnvironment(
                TextWriter.Null,
                TextWriter.Null,
                () => TextReader.Null,
                new Dictionary<string, string?>(),
                "/",
                "/",
                Width: null,
                ErrorIsTerminal: false,
                TimeProvider.System
            )
        );
        return Leaves(tool.Root, "")
            .Select(leaf =>
                (
                    leaf.Path,
                    (IReadOnlyList<string>)
                        [
                            .. tool.Examples[leaf.Command]
                                .Select(example => example.Split([" | ", " < ", " >> "], StringSplitOptions.None)[0]),
                        ]
                )
            );
    }

    private static IEnumerable<(string Path, System.CommandLine.Command Command)> Leaves(System.CommandLine.Command command, string path) =>
        [
            .. command.Action is null ? Array.Empty<(string, System.CommandLine.Command)>() : [(path, command)],
            .. command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}".TrimStart())),
        ];

    // Controls but line breaks and tabs, C1, separators of lines, and what reorders text.
    [GeneratedRegex(
        "[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    )]
    private static partial Regex Steering();

    [GeneratedRegex(@"##[A-Za-z]*\[", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
