using System.Globalization;
using System.Text;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Speaking;

/// <summary>A program that turns a WAV file, or a WAV that it reads from its input, into text.</summary>
/// <param name="program">The program.</param>
/// <param name="folder">An existing folder for its files, which are removed.</param>
internal sealed class ProgramEars(SpeechProgram program, string folder) : IEars
{
    private const int MaxBytes = 256 * 1024;

    // People say three words a second. A recogniser that answers with more made them up.
    private const int MaxWordsPerSecond = 8;
    private const int FreeWords = 8;

    /// <inheritdoc/>
    public async Task<string> HearAsync(Sound sound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sound);
        using var wave = new MemoryStream();
        new WaveWriter(wave, channels: 1, sound.Rate).Write(sound.Samples.Span);
        var file = Path.Combine(folder, $"{Guid.NewGuid():n}.wav");
        try
        {
            if (program.HasFile)
            {
                await File.WriteAllBytesAsync(file, wave.ToArray(), cancellationToken).ConfigureAwait(false);
            }

            var output = await program
                .RunAsync("", file, program.HasFile ? ReadOnlyMemory<byte>.Empty : wave.ToArray(), MaxBytes, cancellationToken)
                .ConfigureAwait(false);
            var words = Encoding.UTF8.GetString(output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return words.Length <= FreeWords + (MaxWordsPerSecond * sound.Length.TotalSeconds)
                ? string.Join(' ', words)
                : throw program.Failed(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"heard {words.Length} words in {sound.Length.TotalSeconds:0.0} s, which no voice can say"
                    )
                );
        }
        finally
        {
            File.Delete(file);
        }
    }
}
