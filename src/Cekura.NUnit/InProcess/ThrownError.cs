using System.Diagnostics;
using Cekura.Agents.Lines;
using Cekura.Manifests.Text;

namespace Cekura.NUnit.InProcess;

/// <summary>Tells people of an exception that the agent threw: what it says, and the first line of theirs in its stack.</summary>
internal static class ThrownError
{
    private const int MaxLength = 500;

    public static AgentFaultException Of(Exception thrown)
    {
        var error = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
        var cause = error.InnerException is { } inner ? $" ({Short(inner)})" : "";
        return new(FaultKind.OwnError, $"threw {Short(error)}{cause}", Place(error), thrown);
    }

    private static string Short(Exception error) => $"{error.GetType().Name}: {UntrustedText.Line(error.Message, MaxLength).TrimEnd('.')}";

    // Only code that was built here has the lines of its sources; packages that have them name no folder of this machine.
    private static string Place(Exception error)
    {
        var frames = Causes(error).Reverse().SelectMany(one => new StackTrace(one, fNeedFileInfo: true).GetFrames()).ToList();
        var own = frames.Find(frame => frame.GetFileName() is { } file && !file.StartsWith("/_/", StringComparison.Ordinal));
        return own is null ? "" : $"It was thrown {UntrustedText.Line(new StackTrace(own).ToString())}.";
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? one = error; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }
}
