using Cekura.Voice.Audio;

namespace Cekura.Voice.Speaking;

/// <summary>A program that turns a text into a WAV file, or writes the WAV to its output.</summary>
/// <param name="program">The program.</param>
/// <param name="folder">An existing folder for its files, which are removed.</param>
internal sealed class ProgramMouth(SpeechProgram program, string folder) : IMouth
{
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<Sound> SayAsync(string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():n}.wav");
        try
        {
            var output = await program.RunAsync(text, file, ReadOnlyMemory<byte>.Empty, MaxBytes, cancellationToken).ConfigureAwait(false);
            var bytes = program.HasFile ? await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false) : output;
            var sound = WaveFile.Read(bytes)[0].To(CallFormat.Rate);
            return sound.Samples.IsEmpty ? throw program.Failed($"made no sound of \"{text}\"") : sound;
        }
        catch (AudioException e)
        {
            throw program.Failed($"made no sound of \"{text}\": {e.Message}");
        }
        catch (FileNotFoundException)
        {
            throw program.Failed($"wrote no file for \"{text}\"");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
