using System.Text.RegularExpressions;
using Cekura.Client;

namespace Cekura.Cli.Output;

/// <summary>Says what was not found: the service says no more than that something was not.</summary>
internal static partial class NotFoundText
{
    private static readonly Dictionary<string, (string Noun, string Advice)> Kinds = new(StringComparer.Ordinal)
    {
        ["runs"] = ("run", "cekura runs list --result-id ID shows those of a result, and cekura results list the results."),
        ["results"] = ("result", "cekura results list shows which there are."),
        ["scenarios"] = ("scenario", "cekura scenarios list --agent-id ID shows which there are."),
        ["aiagents"] = ("agent", "cekura agents list shows which there are."),
        ["metrics"] = ("metric", "cekura metrics list shows which there are."),
        ["personalities"] = ("personality", "cekura personalities list shows which there are."),
        ["test-profiles"] = ("test profile", "cekura test-profiles list shows which there are."),
        ["test-sets"] = ("test set", ""),
    };

    /// <summary>The message: which one was not found and how those that there are can be seen, and then what was asked.</summary>
    /// <param name="failure">What the client reports.</param>
    /// <param name="isEmulated">Whether the emulator of a test run was asked.</param>
    public static string Of(CekuraNotFoundException failure, bool isEmulated)
    {
        if (Asked().Match(failure.Message) is not { Success: true } asked || !Kinds.TryGetValue(asked.Groups["kind"].Value, out var kind))
        {
            return failure.Message;
        }

        var where = isEmulated ? "in the emulator of the last test run, which holds what that run started" : "or the key cannot see it";
        var found = $"There is no {kind.Noun} {asked.Groups["id"].Value}{(isEmulated ? " " : ", ")}{where}.";
        return $"{found}{(kind.Advice.Length == 0 ? "" : $" {kind.Advice}")}\n{failure.Message}";
    }

    [GeneratedRegex(
        "/(?<kind>[a-z-]+)/(?<id>[0-9]+)/",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Asked();
}
