using System.Diagnostics;
using Cekura.Agents.Lines;
using Cekura.Manifests.Text;

namespace Cekura.NUnit.InProcess;

/// <summary>Tells people of an exception that the agent threw: what it says, and the first line of theirs in its stack.</summary>
internal static class ThrownError
{
    private const int MaxLength = 500;

    private static readonly string[] Platform = ["System.", "Microsoft."];

    public static AgentFaultException Of(Exception thrown)
    {
        var error = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
        var cause = error.InnerException is { } inner ? $" ({Short(inner)})" : "";
        return new(FaultKind.OwnError, $"threw {Short(error)}{cause}", Place(error), thrown);
    }

    private static string Short(Exception error) => $"{error.GetType().Name}: {UntrustedText.Line(error.Message, MaxLength).TrimEnd('.')}";

    private static string Place(Exception error)
    {
        var frames = Causes(error).Reverse().SelectMany(one => new StackTrace(one, fNeedFileInfo: true).GetFrames()).ToList();
        var own = frames.Find(IsOwn);
        return own is null ? "" : $"It was thrown {UntrustedText.Line(new StackTrace(own).ToString())}.";
    }

    // Code that was built here has the lines of its sources, and few packages have. Where a CI build names no folder of its machine, both
    // look alike, so the name tells what the platform's are.
    private static bool IsOwn(StackFrame frame) =>
        frame.GetFileName() is not null
        && frame.GetMethod()?.DeclaringType?.Assembly is { } assembly
        && assembly != typeof(ThrownError).Assembly
        && assembly.GetName().Name is { } name
        && !Platform.Any(word => name.StartsWith(word, StringComparison.Ordinal));

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? one = error; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }
}
