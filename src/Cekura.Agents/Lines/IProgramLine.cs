namespace Cekura.Agents.Lines;

/// <summary>A program that was started for one conversation: lines in, lines out. Disposing it ends the program.</summary>
internal interface IProgramLine : IAsyncDisposable
{
    /// <exception cref="AgentFaultException">It reads nothing any more.</exception>
    Task WriteLineAsync(string line, CancellationToken cancellationToken);

    /// <summary>The next line of its output; null at its end.</summary>
    /// <exception cref="AgentFaultException">A line is longer than <see cref="LineLimits.FrameBytes"/>.</exception>
    Task<string?> ReadLineAsync(CancellationToken cancellationToken);

    /// <summary>A sentence with how it ended and what it wrote last for people.</summary>
    Task<string> LastWordsAsync();
}
