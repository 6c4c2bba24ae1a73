using System.Text.RegularExpressions;

namespace Cekura.Emulator.Scoring;

/// <summary>What is said of a conversation that could not be scored. Clients wait for an end of its run, so it ends with this.</summary>
internal static class ScoringError
{
    public static string Of(Exception exception) =>
        exception is RegexMatchTimeoutException slow
            ? $"The expression /{slow.Pattern}/ of the seed took too long on what the agent said. Write it without nested repetition."
            : Unforeseen(exception);

    /// <summary>An error of the emulator, which says nothing about the agent.</summary>
    public static string Unforeseen(Exception exception) =>
        $"The emulator itself failed, not the agent: {exception.GetType().Name}: {exception.Message}";
}
