namespace Cekura.Emulator;

/// <summary>The seed file is missing, cannot be read or has an error. The message says what, where and what to do next.</summary>
public sealed class EmulatorSeedException : Exception
{
    /// <summary>An error without a place in a file.</summary>
    internal EmulatorSeedException(string message)
        : base(message)
    {
    }

    /// <summary>An error of a whole file.</summary>
    internal EmulatorSeedException(string path, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException) => Path = path;

    /// <summary>An error at one place; line and column count from 1.</summary>
    internal EmulatorSeedException(string path, int line, int column, string message, Exception? innerException = null)
        : base($"{path}({line},{column}): {message}", innerException) => (Path, Line, Column) = (path, line, column);

    /// <summary>The seed file; null when none was named.</summary>
    public string? Path { get; }

    /// <summary>Line of the error, from 1; 0 when it has no place.</summary>
    public int Line { get; }

    /// <summary>Column of the error in characters, from 1; 0 when it has no place.</summary>
    public int Column { get; }
}
