namespace Cekura.Cli.Output;

/// <summary>A command cannot go on: what happened, where, and what to do next.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="kind">The problem in one word, for machines.</param>
/// <param name="message">The problem for people.</param>
internal sealed class CommandException(int exitCode, string kind, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    public string Kind => kind;

    public static CommandException Usage(string message) => new(Output.ExitCode.Usage, "usage", message);
}
