using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Ci;

/// <summary>What CI surfaces keep of a finished case: no conversation, so that ten thousand of them are small.</summary>
internal sealed record CiCase
{
    public required ScenarioCase Case { get; init; }

    public required OutcomeMark Mark { get; init; }

    /// <summary>Why, in lines; empty for a case that passed.</summary>
    public required IReadOnlyList<string> Message { get; init; }

    public required PassRate Rate { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How it stands to earlier runs and to the baseline.</summary>
    public TestStanding Standing { get; init; }

    /// <summary>The cause for which it did not pass, its first; null for a test that passed.</summary>
    public Cause? Cause { get; init; }

    /// <summary>What its runs say; null where nobody reads it.</summary>
    public string? Output { get; init; }

    /// <summary>Pages of its runs that did not pass.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>The file that people edit, by its way from the root of the checkout where it lies there, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>The line in it, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether people have to look at it.</summary>
    public required bool NeedsAttention { get; init; }

    public static CiCase Of(ScenarioCase scenarioCase, CaseVerdict verdict, DashboardLink dashboard, string? root)
    {
        var location = verdict.Location ?? scenarioCase.Location;
        return new()
        {
            Case = scenarioCase,
            Mark = OutcomeMark.Of(verdict),
            NeedsAttention = OutcomeMark.NeedsAttention(verdict),
            Message = Lines(verdict),
            Rate = new PassRate(verdict.Passed, verdict.Total),
            Duration = verdict.Duration,
            Standing = verdict.KnownFailure is null ? verdict.Standing : TestStanding.Known,
            Cause = CausesOf.Case(verdict).Select(found => found.Cause).FirstOrDefault(),
            Links =
            [
                .. verdict
                    .Runs.Where(run => run.Outcome != Outcome.Passed && run.Run is not null)
                    .Select(run => run.ShareLink?.AbsoluteUri ?? dashboard.Url(run.Run!))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            File = Relative(location.Path, root),
            Line = location.Line,
        };
    }

    /// <summary>A test that has no verdict.</summary>
    /// <param name="scenarioCase">The test.</param>
    /// <param name="hasBegun">Whether a conversation of it was about to be started.</param>
    /// <param name="state">How the run stands.</param>
    /// <param name="root">Root of the checkout; null: there is none.</param>
    public static CiCase Open(ScenarioCase scenarioCase, bool hasBegun, TestRunState state, string? root)
    {
        var mark = hasBegun ? OutcomeMark.NotFinished : OutcomeMark.NotStarted;
        return new()
        {
            Case = scenarioCase,
            Mark = mark,
            NeedsAttention = false,
            Message =
            [
                state == TestRunState.Stopped
                    ? $"{mark.Word}: the test run was stopped."
                    : $"{mark.Word}: the test run went on when this was written, or was killed.",
            ],
            Rate = new PassRate(0, 0),
            Duration = TimeSpan.Zero,
            Links = [],
            File = Relative(scenarioCase.Location.Path, root),
            Line = scenarioCase.Location.Line,
        };
    }

    private static IReadOnlyList<string> Lines(CaseVerdict verdict)
    {
        var lines = UntrustedText.Lines(verdict.Message);
        return verdict.KnownFailure is { } known && !lines.Contains(known, StringComparer.Ordinal) ? [known, .. lines] : lines;
    }

    /// <summary>A file by its way from the root of the checkout where it lies there, with slashes; else as it is.</summary>
    public static string Relative(string path, string? root)
    {
        if (string.IsNullOrEmpty(root))
        {
            return path;
        }

        var relative = Path.GetRelativePath(root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace('\\', '/');
    }
}
