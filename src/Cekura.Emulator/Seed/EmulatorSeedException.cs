namespace Cekura.Emulator;

/// <summary>The seed file is missing, cannot be read or has an error. The message says what, where and what to do next.</summary>
public sealed class EmulatorSeedException : Exception
{
    /// <summary>An error without a place in a file.</summary>
    internal EmulatorSeedException(string message)
        : base(message) => Problem = message;

    /// <summary>An error of a whole file.</summary>
    internal EmulatorSeedException(string code, string path, string message, Exception? innerException = null)
        : base($"{path}: error {code}: {message}", innerException) => (Code, Path, Problem) = (code, path, message);

    /// <summary>An error at one place; line and column count from 1.</summary>
    internal EmulatorSeedException(string code, string path, int line, int column, string message, Exception? innerException = null)
        : base($"{path}({line},{column}): error {code}: {message}", innerException) =>
        (Code, Path, Line, Column, Problem) = (code, path, line, column, message);

    /// <summary>Which kind of error it is, such as <c>CEK0603</c>, with a page in the documentation; null when no file is wrong.</summary>
    public string? Code { get; }

    /// <summary>The seed file; null when none was named.</summary>
    public string? Path { get; }

    /// <summary>Line of the error, from 1; 0 when it has no place.</summary>
    public int Line { get; }

    /// <summary>Column of the error in characters, from 1; 0 when it has no place.</summary>
    public int Column { get; }

    /// <summary>The message without file, place and code.</summary>
    internal string Problem { get; }

    /// <summary>Further errors of the same section of the seed.</summary>
    internal IReadOnlyList<EmulatorSeedException> Others { get; init; } = [];

    /// <summary>The same error, with further ones.</summary>
    internal EmulatorSeedException With(IReadOnlyList<EmulatorSeedException> others) =>
        Code is null || Path is null || others.Count == 0
            ? this
            : new(Code, Path, Line, Column, Problem, InnerException) { Others = others };
}
