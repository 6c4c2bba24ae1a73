using System.Text;
using System.Text.Json.Nodes;
using Cekura.Cli.Running;

namespace Cekura.Cli.Tests;

/// <summary>
/// A command starts, waits and ends as a test run does: nothing is sent after an interruption, and nothing is left running by what nobody
/// foresaw.
/// </summary>
public sealed class OneWayInTests : IAsyncLifetime
{
    private const string End = "POST /results/1001/end_calls/";
    private static readonly string[] Start = ["run", "start", "--scenario-ids", "101", "--wait"];

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-one-way-").FullName;
    private ScriptedService _service = null!;

    private string Journal => File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(_home, ".cekura", "state", "starts"))));

    /// <inheritdoc />
    public async Task InitializeAsync() => _service = (await ScriptedService.StartAsync()).Play(ScriptedService.Endless);

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task What_is_interrupted_before_it_starts_starts_nothing()
    {
        using var error = new StringWriter();

        var code = await Tool(error).RunAsync(Start, new CancellationToken(canceled: true));

        Assert.Equal((130, "cekura: Interrupted.\n"), (code, error.ToString().ReplaceLineEndings("\n")));
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task What_was_started_is_ended_when_the_command_fails()
    {
        using var error = new FullDisk();

        var code = await Tool(error).RunAsync(Start, CancellationToken.None);

        Assert.Equal(1, code);
        Assert.Single(_service.Requests, request => request.Request == End);
        Assert.Contains("\"ended\"", Journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_started_goes_on_when_the_command_fails()
    {
        await _service.HoldAsync();
        using var error = new FullDisk();

        var code = await Tool(error).RunAsync(["results", "wait", "1001"], CancellationToken.None);

        Assert.Equal(1, code);
        Assert.DoesNotContain(_service.Requests, request => request.Request == End);
    }

    [Fact]
    public async Task A_run_that_was_never_seen_to_end_stays_in_the_journal()
    {
        _service.Play(ScriptedService.Passed).Alter = (call, answer) =>
        {
            if (call.StartsWith("POST /scenarios/", StringComparison.Ordinal))
            {
                answer["runs"]!.AsArray().Add(new JsonObject { ["id"] = 5002 });
            }
        };
        using var error = new StringWriter();

        var code = await Tool(error).RunAsync(Start, CancellationToken.None);

        Assert.Equal(1, code);
        Assert.Contains(
            "not all of its runs were seen to end, so conversations of result 1001 may still be running. End them: cekura reap",
            error.ToString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("\"over\"", Journal, StringComparison.Ordinal);
    }

    private Tool Tool(TextWriter error) =>
        new(
            new CommandEnvironment(
                TextWriter.Null,
                error,
                () => TextReader.Null,
                _service.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
                _home,
                _home,
                Width: null,
                ErrorIsTerminal: false,
                TimeProvider.System
            )
        );

    /// <summary>Where progress cannot be written, and what is said afterwards can.</summary>
    private sealed class FullDisk : TextWriter
    {
        private bool _isFull;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) { }

        public override void WriteLine(string? value) => Refuse(value);

        public override void Write(string? value) => Refuse(value);

        private void Refuse(string? value)
        {
            if (!_isFull && value?.Contains("in_progress", StringComparison.Ordinal) == true)
            {
                _isFull = true;
                throw new IOException("No space left on device.");
            }
        }
    }
}
