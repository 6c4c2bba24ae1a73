using System.Diagnostics;
using System.Text.Json.Nodes;
using Cekura.Runs.Starts;

namespace Cekura.Cli.Tests;

/// <summary>
/// What <c>reap</c> says of journals that it cannot do anything about, and what it takes for the journal of a living process.
/// </summary>
public sealed class ReapTests : IAsyncLifetime
{
    private const string End = "POST /results/1001/end_calls/";
    private const string Starts = """
        {"start":"Suite 2026","hash":"h","named":true,"agent":12,"at":"2026-11-01T00:00:00Z"}
        {"start":"Suite 2026","state":"started","result":1001}

        """;

    private static readonly Dictionary<string, string> WithoutLocks = new() { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-reap-").FullName;
    private ScriptedService _service = null!;

    private string State => Path.Combine(_home, ".cekura", "state");

    private string Address => _service.Environment["CEKURA_API_URL"];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(State, "starts"));
        _service = (await ScriptedService.StartAsync()).Play(ScriptedService.Endless);
        await _service.HoldAsync(name: "Suite 2026");
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData("{\"version\":2,\"project\":\"Tests\"}\n", "A newer version of Cekura wrote it (format 2, and this one reads 1)")]
    [InlineData("\0\0\0\0\0\0\0\0", "It is damaged")]
    [InlineData("not ours\n", "It is damaged")]
    public async Task A_journal_that_cannot_be_read_is_said_kept_and_named(string text, string why)
    {
        var path = await WriteAsync(text);

        var (code, output, _) = await ReapAsync();
        var (_, json, _) = await ReapAsync(null, "--format", "json");

        Assert.Equal(3, code);
        Assert.Contains(Path.GetFileName(path), output, StringComparison.Ordinal);
        Assert.Contains(why, output, StringComparison.Ordinal);
        var entry = Assert.Single(JsonNode.Parse(json)!.AsArray())!;
        Assert.Equal((path, "unreadable"), ((string)entry["name"]!, (string)entry["outcome"]!));
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task What_was_started_at_another_address_is_said_and_left()
    {
        await WriteAsync(Head("https://staging.example") + Starts);

        var (code, output, _) = await ReapAsync();

        Assert.Equal(3, code);
        Assert.Contains("1001", output, StringComparison.Ordinal);
        Assert.Contains("cekura reap --api-url https://staging.example", output, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Pipes_folders_and_a_first_line_that_was_cut_off_hold_nobody_up()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var pipe = Process.Start("mkfifo", [JournalPath("b")]))
        {
            await pipe.WaitForExitAsync();
        }

        await File.WriteAllTextAsync(JournalPath("c"), "");
        await File.WriteAllTextAsync(JournalPath("d"), "{\"version\":1,\"pro");
        Assert.Equal((0, "Nothing was left behind.\n"), await CodeAndOutAsync());

        Directory.CreateDirectory(JournalPath("e"));
        var (code, output, _) = await ReapAsync();
        Assert.Equal(3, code);
        Assert.Contains("It is a folder.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_file_locks_what_a_living_process_started_is_left_alone()
    {
        using (var journal = StartJournal.Create(State, new JournalHead("Tests", "/x", new Uri(Address), DateTimeOffset.UtcNow)))
        {
            journal.Intend(
                new StartRecord
                {
                    Name = "Suite 2026",
                    Hash = "h",
                    IsNamed = true,
                    AgentId = 12,
                    At = DateTimeOffset.UtcNow,
                }
            );
            journal.Started("Suite 2026", 1001);

            var (code, output, _) = await ReapAsync(WithoutLocks);

            Assert.Equal((0, "Nothing was left behind.\n"), (code, output));
            Assert.Empty(_service.Requests);
        }
    }

    [Theory]
    [InlineData("dead", 0, 1)]
    [InlineData("another machine", 3, 0)]
    [InlineData("an older version", 3, 0)]
    public async Task Without_file_locks_the_process_that_wrote_it_decides(string owner, int code, int ends)
    {
        var head = Head(Address);
        if (owner != "an older version")
        {
            using var journal = StartJournal.Create(
                Path.Combine(_home, "other"),
                new JournalHead("Tests", "/x", new Uri(Address), DateTimeOffset.UtcNow)
            );
            journal.Dispose();
            head = (await File.ReadAllLinesAsync(journal.Path))[0] + "\n";
            var json = JsonNode.Parse(head)!;
            json[owner == "dead" ? "process_started" : "process_place"] = "1";
            head = json.ToJsonString() + "\n";
        }

        await WriteAsync(head + Starts);

        var (actual, output, _) = await ReapAsync(WithoutLocks);

        Assert.True(code == actual, output);
        Assert.Equal(ends, _service.Requests.Count(request => request.Request == End));
        Assert.Equal(ends == 0, output.Contains("There are no file locks", StringComparison.Ordinal));
    }

    private static string Head(string address) =>
        $$"""{"version":1,"project":"Tests","project_directory":"/x","api_url":"{{address}}","started":"2026-11-01T00:00:00Z"}""" + "\n";

    private string JournalPath(string name) => Path.Combine(State, "starts", $"20261101-000000-000-{name}.jsonl");

    private async Task<string> WriteAsync(string text)
    {
        await File.WriteAllTextAsync(JournalPath("a"), text);
        return JournalPath("a");
    }

    private async Task<(int ExitCode, string Output)> CodeAndOutAsync()
    {
        var (code, output, _) = await ReapAsync();
        return (code, output);
    }

    private Task<(int ExitCode, string Out, string Error)> ReapAsync(Dictionary<string, string>? more = null, params string[] arguments) =>
        more == WithoutLocks
            ? Command.RunProcessAsync(_home, new Dictionary<string, string>([.. _service.Environment, .. more]), ["reap", .. arguments])
            : Command.RunAsync(_home, new Dictionary<string, string>([.. _service.Environment, .. more ?? []]), ["reap", .. arguments]);
}
