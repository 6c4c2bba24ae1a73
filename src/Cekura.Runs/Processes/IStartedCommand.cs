namespace Cekura.Runs.Processes;

/// <summary>A started program. Disposing it ends the program and every one that it started.</summary>
internal interface IStartedCommand : IAsyncDisposable
{
    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    Task<int> ExitAsync(CancellationToken cancellationToken);

    /// <summary>Writes a line to its input.</summary>
    /// <exception cref="ProcessException">It does not read any longer.</exception>
    Task WriteLineAsync(string line, CancellationToken cancellationToken);

    /// <summary>The next line of its output; null when there will be none.</summary>
    /// <exception cref="ProcessException">It is longer than 1 MB.</exception>
    ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken);

    /// <summary>A sentence with the lines that it wrote last, made harmless.</summary>
    string LastLines { get; }

    /// <summary>The same with its exit code before, when it has ended or does so in a moment.</summary>
    Task<string> LastWordsAsync();
}
