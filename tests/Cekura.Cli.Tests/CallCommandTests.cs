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

    private async Task<string> RefusedAsync(string path)
    {
        var (code, _, error) = await RunAsync("call", "measure", path);
        Assert.Equal(2, code);
        return error;
    }

    private string Record(string name, (int From, int To)[] caller, (int From, int To)[] agent)
    {
        var path = Path.Combine(_home, name);
        var samples = new short[7 * Rate * 2];
        Tone(samples, 0, caller);
        Tone(samples, 1, agent);
        using var file = File.Create(path);
        new WaveWriter(file, channels: 2, Rate).Write(samples);
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
