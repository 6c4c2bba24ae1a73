using System.Text.Json.Nodes;
using Cekura.Runs.Processes;
using Cekura.Runs.Tests.Verdict;

namespace Cekura.Runs.Tests.Processes;

/// <summary>Real programs; the scripts need a Unix shell.</summary>
public sealed class SystemCommandTests
{
    private readonly SystemCommandStarter _starter = new();

    [Fact]
    public async Task A_program_gets_its_arguments_untouched_and_its_environment()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var command = _starter.Start(
            Shell("read line; printf '%s|%s|%s|%s\\n' \"$line\" \"$1\" \"$CEKURA_RUN_ID\" \"$PWD\"", "a b; $HOME") with
            {
                Converses = true,
            }
        );
        await command.WriteLineAsync("question", CancellationToken.None);

        var answer = await command.ReadLineAsync(CancellationToken.None);

        Assert.Equal($"question|a b; $HOME|274|{Path.GetTempPath().TrimEnd('/')}", answer);
        Assert.Equal(0, await command.ExitAsync(CancellationToken.None));
        Assert.Null(await command.ReadLineAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_has_an_exit_code_and_last_lines()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var command = _starter.Start(
            Shell("for n in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $n; done; printf 'bad \\033[31m\\n' >&2; exit 3")
        );

        Assert.Equal(3, await command.ExitAsync(CancellationToken.None));
        Assert.Contains("line 12", command.LastLines, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1\n", command.LastLines, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', command.LastLines);
    }

    [Fact]
    public async Task A_program_does_not_inherit_keys_of_Cekura()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Environment.SetEnvironmentVariable("CEKURA_COMMAND_TEST_API_KEY", "of Cekura");
        Environment.SetEnvironmentVariable("cekura_command_test_token", "of Cekura too");
        Environment.SetEnvironmentVariable("COMMAND_TEST_API_KEY", "of the agent");
        await using var command = _starter.Start(
            Shell("echo \"[$CEKURA_COMMAND_TEST_API_KEY][$cekura_command_test_token][$COMMAND_TEST_API_KEY][$CEKURA_RUN_ID]\"")
        );

        await command.ExitAsync(CancellationToken.None);

        Assert.Equal("It wrote last:\n[][][of the agent][274]", command.LastLines);
    }

    [Fact]
    public async Task An_agent_of_a_manifest_inherits_the_keys_that_it_names()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Environment.SetEnvironmentVariable("CEKURA_PASSED_TEST_KEY", "passed");
        Environment.SetEnvironmentVariable("CEKURA_OTHER_TEST_KEY", "kept back");
        var agent = new JsonObject
        {
            ["command"] = new JsonArray("/bin/sh", "-c", "echo \"[$CEKURA_PASSED_TEST_KEY][$CEKURA_OTHER_TEST_KEY]\""),
            ["pass_variables"] = new JsonArray("CEKURA_PASSED_TEST_KEY"),
        };
        await using var command = _starter.Start(
            Command.Of(SampleCase.Of("Book", "Calm"), agent, runId: 7, resultId: 8) with
            {
                Converses = true,
            }
        );

        Assert.Equal("[passed][]", await command.ReadLineAsync(CancellationToken.None));
    }

    // What Python writes to a pipe stays in its buffer until it is told otherwise, and the caller would wait for ever.
    [Fact]
    public async Task Python_answers_at_once_unless_the_manifest_says_otherwise()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Environment.SetEnvironmentVariable("PYTHONUNBUFFERED", null);
        await using var told = _starter.Start(Shell("echo \"[$PYTHONUNBUFFERED]\"") with { Converses = true });
        await using var other = _starter.Start(
            Shell("echo \"[$PYTHONUNBUFFERED]\"") with
            {
                Converses = true,
                Environment = new Dictionary<string, string> { ["PYTHONUNBUFFERED"] = "" },
            }
        );

        Assert.Equal("[1]", await told.ReadLineAsync(CancellationToken.None));
        Assert.Equal("[]", await other.ReadLineAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_line_without_an_end_is_not_read_for_ever()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var command = _starter.Start(Shell("echo '{}'; yes | tr -d '\\n'") with { Converses = true });

        Assert.Equal("{}", await command.ReadLineAsync(CancellationToken.None));
        var failure = await Assert.ThrowsAsync<ProcessException>(async () => await command.ReadLineAsync(CancellationToken.None));
        Assert.Equal("The command wrote one line of more than 1 MB. Look for a loop in it. This limit cannot be changed.", failure.Message);
    }

    [Fact]
    public async Task Lines_end_with_LF_or_with_both_and_the_last_needs_no_end()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var command = _starter.Start(Shell("printf 'a\\r\\n\\nb\\nc'") with { Converses = true });

        foreach (var line in new[] { "a", "", "b", "c", null })
        {
            Assert.Equal(line, await command.ReadLineAsync(CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("CEKURA_API_KEY", true)]
    [InlineData("Cekura_Api_Key", true)]
    [InlineData("CEKURA_API_KEY_STAGING", true)]
    [InlineData("OUR_CEKURA_TOKEN", true)]
    [InlineData("CEKURA_SECRET", true)]
    [InlineData("CEKURA_API_URL", false)]
    [InlineData("CEKURA_RUN_ID", false)]
    [InlineData("AGENT_API_KEY", false)]
    public void A_key_of_Cekura_has_both_in_its_name(string name, bool isKey) => Assert.Equal(isKey, ChildEnvironment.IsKey(name));

    [Fact]
    public async Task Last_words_wait_for_the_exit_code_and_the_errors()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var command = _starter.Start(Shell("exec >&-; echo no database >&2; exit 3") with { Converses = true });
        Assert.Null(await command.ReadLineAsync(CancellationToken.None));

        Assert.Equal("It ended with exit code 3. It wrote last:\nno database", await command.LastWordsAsync());
    }

    [Fact]
    public async Task Disposing_ends_what_the_program_started_too()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var command = _starter.Start(Shell("sleep 600 & echo $!; wait") with { Converses = true });
        var child = int.Parse((await command.ReadLineAsync(CancellationToken.None))!);
        Assert.True(Directory.Exists($"/proc/{child}") || OperatingSystem.IsMacOS());

        await command.DisposeAsync();

        // A signal takes a moment to arrive, and what was killed may still be listed until its parent has looked; it does not run.
        Assert.True(SpinWait.SpinUntil(() => !IsRunning(child), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void A_program_that_does_not_exist_is_named_with_its_folder()
    {
        var failure = Assert.Throws<ProcessException>(() =>
            _starter.Start(new Command { Line = ["no-such-program-here"], WorkingDirectory = Path.GetTempPath() })
        );

        Assert.StartsWith(
            $"The command \"no-such-program-here\" cannot be started in {Path.GetTempPath()}: ",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    private static bool IsRunning(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Command Shell(string script, params string[] arguments) =>
        new()
        {
            Line = ["/bin/sh", "-c", script, "script", .. arguments],
            WorkingDirectory = Path.GetTempPath(),
            Environment = new Dictionary<string, string> { ["CEKURA_RUN_ID"] = "274" },
        };
}
