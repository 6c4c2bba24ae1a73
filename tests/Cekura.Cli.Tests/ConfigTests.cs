namespace Cekura.Cli.Tests;

public sealed class ConfigTests(ServedEmulator emulator) : IClassFixture<ServedEmulator>, IDisposable
{
    private const string Key = "ck-canary-0123456789";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-config-").FullName;

    private string ConfigPath => Path.Combine(_home, ".cekura", "config.toml");

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_key_from_standard_input_is_kept_shown_masked_and_taken_out()
    {
        var (code, output) = await LoginAsync(Key + "\n");
        Assert.Equal((0, $"Kept the key ck-...6789 in {ConfigPath}.\n"), (code, output));
        Assert.Equal($"api_key = \"{Key}\"\n", await File.ReadAllTextAsync(ConfigPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ConfigPath));
        }

        var (asked, who, _) = await RunAsync(new() { ["CEKURA_API_URL"] = emulator.Address }, "auth", "whoami");
        Assert.Equal(0, asked);
        Assert.StartsWith($"Key ck-...6789 from {ConfigPath}, at {emulator.Address}", who, StringComparison.Ordinal);
        Assert.Contains("\n742 ", who, StringComparison.Ordinal);

        var (_, all, _) = await RunAsync(null, "config", "get");
        Assert.DoesNotContain(Key, all, StringComparison.Ordinal);
        Assert.Equal((0, $"Took the key out of {ConfigPath}.\n", ""), await RunAsync(null, "auth", "logout"));
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(ConfigPath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent/home")]
    [InlineData("nowhere")]
    public async Task Without_a_home_folder_nothing_is_read_or_written_in_the_current_one(string home)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        await File.WriteAllTextAsync(ConfigPath, $"api_key = \"{Key}\"\n");
        var none = new Dictionary<string, string> { ["HOME"] = home, ["USERPROFILE"] = home };
        var before = Directory.GetFileSystemEntries(_home, "*", SearchOption.AllDirectories);

        var login = await Command.RunProcessAsync(_home, none, "auth", "login", "--api-key", "ck-other-0123456789");
        var set = await RunAsync(none, "config", "set", "default_project_id", "742");
        var who = await RunAsync(none, "auth", "whoami");
        var reap = await RunAsync(none, "reap", "--api-key", Key);
        var diff = await RunAsync(none, "baseline", "diff");

        Assert.All([login, set, reap], run => Assert.Contains("There is no home folder: HOME", run.Error, StringComparison.Ordinal));
        Assert.All([login, set, who, reap, diff], run => Assert.Equal(("", true), (run.Out, run.ExitCode != 0)));
        Assert.Contains("There is no key.", who.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(_home, "*", SearchOption.AllDirectories));
        Assert.Equal($"api_key = \"{Key}\"\n", await File.ReadAllTextAsync(ConfigPath));
    }

    [Fact]
    public async Task Values_are_set_where_they_belong_and_other_lines_stay()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        await File.WriteAllTextAsync(ConfigPath, "# mine\ntheirs = 1\n\n[profile]\ndefault_project_id = 9\n");

        Assert.Equal(0, (await RunAsync(null, "config", "set", "default_project_id", "742")).ExitCode);
        Assert.Equal(
            "# mine\ntheirs = 1\n\ndefault_project_id = 742\n[profile]\ndefault_project_id = 9\n",
            await File.ReadAllTextAsync(ConfigPath)
        );
        Assert.Equal((0, "742\n", ""), await RunAsync(null, "config", "get", "default_project_id"));
        Assert.Equal(0, (await RunAsync(null, "config", "set", "default_project_id", "743")).ExitCode);
        Assert.Contains("\ndefault_project_id = 743\n[profile]", await File.ReadAllTextAsync(ConfigPath), StringComparison.Ordinal);
        Assert.Equal((0, "{\n  \"path\": \"" + ConfigPath + "\"\n}\n", ""), await RunAsync(null, "config", "path", "--format", "json"));
    }

    [Theory]
    [InlineData("default_project_id wants a positive integer.", "default_project_id", "x")]
    [InlineData("Did you mean default_project_id?", "default_projct_id", "1")]
    [InlineData("cekura auth login --api-key -", "api_key", Key)]
    public async Task What_the_file_cannot_hold_is_refused(string told, string key, string value)
    {
        var (code, output, error) = await RunAsync(null, "config", "set", key, value);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error, StringComparison.Ordinal);
        Assert.False(File.Exists(ConfigPath));
    }

    [Fact]
    public async Task The_environment_comes_before_the_file_and_the_command_line_before_both()
    {
        await LoginAsync("ck-file-00000000001111\n");

        Assert.Contains(
            "ck-...2222",
            (await RunAsync(new() { ["CEKURA_API_KEY"] = "ck-env-000000002222" }, "config", "get", "api_key")).Out,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ck-...3333",
            (
                await RunAsync(
                    new() { ["CEKURA_API_KEY"] = "ck-env-000000002222" },
                    "config",
                    "get",
                    "api_key",
                    "--api-key",
                    "ck-arg-000000003333"
                )
            ).Out,
            StringComparison.Ordinal
        );
        Assert.Contains("ck-...1111", (await RunAsync(null, "config", "get", "api_key")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_not_opened_and_the_way_is_said()
    {
        var (code, _, error) = await RunAsync(null, "auth", "login");

        Assert.Equal(2, code);
        Assert.Contains("cekura auth login --api-key -", error, StringComparison.Ordinal);
        Assert.Equal(4, (await RunAsync(null, "auth", "whoami")).ExitCode);
    }

    private async Task<(int ExitCode, string Out)> LoginAsync(string input)
    {
        using var process = Command.Start(_home, null, "auth", "login", "--api-key", "-");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(Dictionary<string, string>? environment, params string[] arguments) =>
        Command.RunAsync(_home, environment, arguments);
}
