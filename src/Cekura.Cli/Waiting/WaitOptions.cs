using System.CommandLine;
using System.Globalization;
using Cekura.Cli.Output;
using Cekura.Cli.Running;

namespace Cekura.Cli.Waiting;

/// <summary>Options of commands that start conversations and may wait for their verdicts.</summary>
internal sealed class WaitOptions
{
    /// <summary>With it a command has the three exit codes that pipelines of the service's own command expect.</summary>
    public const string FailOnThreshold = "--fail-on-threshold";

    /// <summary>How long such a command waits where <c>--timeout</c> does not say.</summary>
    public const int ThresholdTimeout = 3600;

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the verdicts; Ctrl+C and --timeout end the conversations.",
    };
    private readonly Option<string?> _threshold = new(FailOnThreshold)
    {
        Description =
            "With --wait: the share of runs that must pass, such as 0.9. Ends with 0, with 1 below it, and with 2 when nothing could be started or the wait ended early (--timeout, default 3600 s).",
    };

    public IReadOnlyList<Symbol> Symbols => [_wait, _threshold];

    /// <summary>The share for commands that do nothing but wait.</summary>
    public static Option<string?> OfWait() =>
        new(FailOnThreshold)
        {
            Description =
                "The share of runs that must pass, such as 0.9. Ends with 0, with 1 below it, and with 2 when the wait ended early (--timeout, default 3600 s).",
        };

    /// <summary>Whether the command waits.</summary>
    /// <exception cref="CommandException">What it shall wait for makes no sense. Nothing was started.</exception>
    public bool IsGiven(Invocation invocation)
    {
        var waits = invocation.Value(_wait);
        return Threshold(invocation) is null || waits
            ? waits
            : throw CommandException.Usage($"{FailOnThreshold} is about verdicts, so it needs --wait. Nothing was started.");
    }

    /// <summary>Waits for the verdicts of what was started, or says how to.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> FollowAsync(Invocation invocation, OwnBatch own, CancellationToken cancellationToken) =>
        IsGiven(invocation)
            ? new ResultWait(invocation, own.Open, threshold: Threshold(invocation)).RunAsync(own.Started.Result, cancellationToken)
            : StartedText.TellAsync(invocation, own);

    /// <summary>The share of runs that must pass; null: all, with the command's own exit codes.</summary>
    /// <exception cref="CommandException">It is no share.</exception>
    public decimal? Threshold(Invocation invocation) => Share(invocation, _threshold, " Nothing was started.");

    /// <param name="invocation">The command line.</param>
    /// <param name="option">The option that names the share.</param>
    /// <param name="consequence">What a refusal adds.</param>
    /// <exception cref="CommandException">It is no share.</exception>
    public static decimal? Share(Invocation invocation, Option<string?> option, string consequence = "") =>
        invocation.Value(option) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
        : throw CommandException.Usage($"{FailOnThreshold} wants a share above 0 and up to 1, such as 0.9.{consequence}");
}
