using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cekura.Voice.Speaking;

/// <summary>A program that is run once for a text or a sound, with bounds: it may hang, crash, or write without end.</summary>
/// <param name="command">The program and its arguments; <c>{text}</c> and <c>{file}</c> stand for what differs.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="time">The clock of the limit.</param>
internal sealed class SpeechProgram(IReadOnlyList<string> command, TimeSpan limit, TimeProvider time)
{
    private const int MaxErrors = 300;

    /// <summary>What stands for the words.</summary>
    public const string Text = "{text}";

    /// <summary>What stands for the path of a WAV file.</summary>
    public const string File = "{file}";

    /// <summary>Whether the sound goes through a file.</summary>
    public bool HasFile => command.Any(part => part.Contains(File, StringComparison.Ordinal));

    /// <summary>Runs it.</summary>
    /// <param name="text">The words.</param>
    /// <param name="file">The path.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="maxOutput">How many bytes it may write.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="SpeechException">It is not there, failed, took too long or wrote too much.</exception>
    public async Task<byte[]> RunAsync(
        string text,
        string file,
        ReadOnlyMemory<byte> input,
        int maxOutput,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(text, file);
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var errors = ReadAsync(process.StandardError.BaseStream, MaxErrors, keepsReading: true, either.Token);
            var output = ReadAsync(process.StandardOutput.BaseStream, maxOutput, keepsReading: false, either.Token);
            await WriteAsync(process, input, either.Token).ConfigureAwait(false);
            var written = await output.ConfigureAwait(false) ?? throw Failed($"wrote more than {maxOutput} bytes");
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            var said = Said(await errors.ConfigureAwait(false) ?? []);
            return process.ExitCode == 0
                ? written
                : throw Failed(string.Create(CultureInfo.InvariantCulture, $"ended with code {process.ExitCode}{said}"));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failed(string.Create(CultureInfo.InvariantCulture, $"took longer than {limit.TotalSeconds:0} s"));
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>An error of the program.</summary>
    /// <param name="what">What it did, as the end of a sentence.</param>
    public SpeechException Failed(string what) => new($"{command[0]} {what}.");

    private Process Start(string text, string file)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument.Replace(Text, text, StringComparison.Ordinal).Replace(File, file, StringComparison.Ordinal));
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SpeechException($"{command[0]} cannot be started ({e.Message}). Install it, or name another program.", e);
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It reads nothing, or has ended: its code says how.
        }
    }

    // Null: there is more of it.
    private static async Task<byte[]?> ReadAsync(Stream stream, int most, bool keepsReading, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            if (kept.Length + count > most && !keepsReading)
            {
                return null;
            }

            kept.Write(buffer, 0, (int)Math.Min(count, Math.Max(0, most - kept.Length)));
        }

        return kept.ToArray();
    }

    private static string Said(byte[] errors)
    {
        var text = string.Join(' ', Encoding.UTF8.GetString(errors).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? "" : $": {text}";
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
