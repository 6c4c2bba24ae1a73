using Cekura.Voice.Audio;
using Cekura.Voice.Speaking;

namespace Cekura.Voice.Tests.Speaking;

/// <summary>Programs that speak and hear, and those that do not.</summary>
public sealed class SpeechProgramTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-speech-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("echo \"Thursday  at\"; echo ten", "Thursday at ten")]
    [InlineData("cat > /dev/null", "")]
    [InlineData("head -c 4", "RIFF")]
    public async Task Ears_give_the_words_of_their_output(string script, string words) =>
        Assert.Equal(words, await Ears(script).HearAsync(Second, CancellationToken.None));

    [Theory]
    [InlineData("exit 3", "sh ended with code 3.")]
    [InlineData("echo no model >&2; exit 1", "sh ended with code 1: no model.")]
    [InlineData("yes word | head -n 17", "sh heard 17 words in 1.0 s, which no voice can say.")]
    [InlineData("yes", "sh wrote more than 262144 bytes.")]
    public async Task Ears_that_do_not_hear_are_no_agent_s_fault(string script, string message) =>
        Assert.Equal(
            message,
            (await Assert.ThrowsAsync<SpeechException>(() => Ears(script).HearAsync(Second, CancellationToken.None))).Message
        );

    [Theory]
    [InlineData("true", "sh made no sound of \"Hello\": this is no WAV file: it does not begin with RIFF and WAVE.")]
    [InlineData("echo hello", "sh made no sound of \"Hello\": this is no WAV file: it does not begin with RIFF and WAVE.")]
    public async Task A_mouth_that_makes_no_sound_says_so(string script, string message) =>
        Assert.Equal(
            message,
            (await Assert.ThrowsAsync<SpeechException>(() => Mouth(script).SayAsync("Hello", CancellationToken.None))).Message
        );

    [Fact]
    public async Task A_program_that_hangs_is_ended()
    {
        var ears = new ProgramEars(new SpeechProgram(["sleep", "600"], TimeSpan.FromMilliseconds(200), TimeProvider.System), _folder);

        Assert.Equal(
            "sleep took longer than 0 s.",
            (await Assert.ThrowsAsync<SpeechException>(() => ears.HearAsync(Second, CancellationToken.None))).Message
        );
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var ears = new ProgramEars(new SpeechProgram(["no-such-ears"], Limit, TimeProvider.System), _folder);

        Assert.StartsWith(
            "no-such-ears cannot be started",
            (await Assert.ThrowsAsync<SpeechException>(() => ears.HearAsync(Second, CancellationToken.None))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mouth_says_what_its_program_writes_at_the_rate_of_calls()
    {
        var wave = Path.Combine(_folder, "made.wav");
        await using (var file = File.Create(wave))
        {
            new WaveWriter(file, channels: 1, rate: 8_000).Write(new short[4_000]);
        }

        var sound = await new ProgramMouth(
            new SpeechProgram(["sh", "-c", "cp \"$1\" \"$2\"", "sh", wave, SpeechProgram.File], Limit, TimeProvider.System),
            _folder
        ).SayAsync("Hello", CancellationToken.None);

        Assert.Equal((16_000, 8_000), (sound.Rate, sound.Samples.Length));
        Assert.Equal([wave], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_is_said_twice_is_made_once()
    {
        var mouth = new KeptMouth(new ProgramMouth(new SpeechProgram(Once(), Limit, TimeProvider.System), _folder));

        var first = await mouth.SayAsync("Hello", CancellationToken.None);

        Assert.Same(first, await mouth.SayAsync("Hello", CancellationToken.None));
    }

    // Succeeds once: a folder can be made once.
    private string[] Once()
    {
        var wave = Path.Combine(_folder, "once.wav");
        using (var file = File.Create(wave))
        {
            new WaveWriter(file, channels: 1, rate: 16_000).Write(new short[100]);
        }

        return ["sh", "-c", "mkdir \"$1\" && cat \"$2\"", "sh", Path.Combine(_folder, "made"), wave];
    }

    private static Sound Second => MadeCall.Channel(1_000, [(0, 1_000)]);

    private ProgramEars Ears(string script) => new(new SpeechProgram(["sh", "-c", script], Limit, TimeProvider.System), _folder);

    private ProgramMouth Mouth(string script) => new(new SpeechProgram(["sh", "-c", script], Limit, TimeProvider.System), _folder);
}
