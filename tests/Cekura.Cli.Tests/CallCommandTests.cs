using System.Text.Json.Nodes;
using Cekura.Voice.Audio;

namespace Cekura.Cli.Tests;

/// <summary>Recordings, as the command measures them.</summary>
public sealed class CallCommandTests : IDisposable
{
    private const int Rate = 8_000;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-call-commands-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_recording_shows_how_long_the_agent_takes()
    {
        var path = Record("call.wav", caller: [(500, 1_500), (4_000, 5_000)], agent: [(2_300, 3_500), (5_600, 6_000)]);

        var (code, text, _) = await RunAsync("call", "measure", path);
        var (_, json, _) = await RunAsync("call", "measure", path, "--format", "json");

        Assert.Equal(0, code);
        Assert.StartsWith($"{path}: 7 s, the agent on the right.\n", text, StringComparison.Ordinal);
        Assert.Matches("\nLatency \\(in ms\\) +700 +mean of 2 answers\n", text);
        Assert.Matches("\nLatency \\(in ms\\), P95 +– +shown from 20 answers\n", text);
        Assert.Matches("\nResponse rate +– +2 of 2 turns of the caller; a rate from 10\n", text);
        var data = JsonNode.Parse(json)!;
        Assert.True((bool)data["heard"]!);
        Assert.Equal(2_300, (int)data["agent_speech"]![0]!["from_ms"]!);
        Assert.Equal(1_500, (int)data["caller_speech"]![0]!["to_ms"]!);
    }

    [Theory]
    [InlineData("right", "Not heard: the agent's channel is silent. ")]
    [InlineData("left", "Not heard: the caller's channel is silent, ")]
    public async Task Silence_of_one_side_is_no_success(string agent, string words)
    {
        var (code, text, _) = await RunAsync("call", "measure", Record("call.wav", caller: [(500, 1_500)], agent: []), "--agent", agent);

        Assert.Equal(1, code);
        Assert.StartsWith(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_recording_of_two_sides_is_refused()
    {
        var mono = Path.Combine(_home, "mono.wav");
        await using (var file = File.Create(mono))
        {
            new WaveWriter(file, channels: 1, Rate).Write(new short[100]);
        }

        var text = Path.Combine(_home, "text.wav");
        await File.WriteAllTextAsync(text, "hello");

        Assert.Contains(
            "has 1 channel, and the sides of a call can be told apart only on two",
            await RefusedAsync(mono),
            StringComparison.Ordinal
        );
        Assert.Contains("this is no WAV file", await RefusedAsync(text), StringComparison.Ordinal);
        Assert.Contains("gone.wav", await RefusedAsync(Path.Combine(_home, "gone.wav")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_not_placed_leaves_recordings_as_they_were()
    {
        var kept = Path.Combine(_home, "kept.wav");
        var fresh = Path.Combine(_home, "fresh.wav");
        await File.WriteAllTextAsync(kept, "an earlier call");

        var (unreached, _, _) = await PlaceAsync("ws://127.0.0.1:1/call", kept);
        var (again, _, _) = await PlaceAsync("ws://127.0.0.1:1/call", fresh);
        var (refused, _, error) = await PlaceAsync("http://127.0.0.1:1/call", kept);
        var (speechless, _, _) = await RunAsync([
            "call",
            "place",
            "ws://127.0.0.1:1/call",
            "--say",
            "Hello.",
            "--record",
            kept,
            "--mouth",
            "/nowhere/mouth {text} {file}",
        ]);

        Assert.Equal((3, 3, 2, 3), (unreached, again, refused, speechless));
        Assert.Contains("write one such as ws://", error, StringComparison.Ordinal);
        Assert.Equal("an earlier call", await File.ReadAllTextAsync(kept));
        Assert.False(File.Exists(fresh));
    }

    [Fact]
    public async Task Words_are_written_down_when_the_call_is_over()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var agent = new AnsweringAgent();
        var (heard, ears) = (Path.Combine(_home, "heard"), Path.Combine(_home, "ears.sh"));
        await File.WriteAllTextAsync(ears, "touch \"$2\"; echo good morning\n");
        bool? wasFirst = null;
        agent.Left = () => wasFirst = !File.Exists(heard);

        var (_, text, error) = await RunAsync(
            "call",
            "place",
            agent.Url,
            "--say",
            "Hello.",
            "--mouth",
            $"cp {Sound()} {{file}}",
            "--ears",
            $"sh {ears} {{file}} {heard}",
            "--patience-seconds",
            "120"
        );

        Assert.True(text.Contains("good morning", StringComparison.Ordinal), text + error);
        Assert.True(wasFirst, "the ears worked while the agent waited");
    }

    private Task<(int ExitCode, string Out, string Error)> PlaceAsync(string url, string recording) =>
        RunAsync("call", "place", url, "--say", "Hello.", "--record", recording, "--mouth", $"cp {Sound()} {{file}}");

    private string Sound() => Record("say.wav", caller: [(0, 500)], agent: [(0, 500)], seconds: 1, channels: 1);

    private async Task<string> RefusedAsync(string path)
    {
        var (code, _, error) = await RunAsync("call", "measure", path);
        Assert.Equal(2, code);
        return error;
    }

    private string Record(string name, (int From, int To)[] caller, (int From, int To)[] agent, int seconds = 7, int channels = 2)
    {
        var path = Path.Combine(_home, name);
        var samples = new short[seconds * Rate * 2];
        Tone(samples, 0, caller);
        Tone(samples, 1, agent);
        using var file = File.Create(path);
        new WaveWriter(file, channels, Rate).Write(samples);
        return path;
    }

    private static void Tone(short[] samples, int channel, (int From, int To)[] tones)
    {
        foreach (var (from, to) in tones)
        {
            for (var index = from * Rate / 1000; index < to * Rate / 1000; index++)
            {
                samples[(2 * index) + channel] = (short)(index % 8 < 4 ? 8_000 : -8_000);
            }
        }
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, environment: null, arguments);
}
