using System.Text;
using System.Text.Json;
using Cekura.Emulator.Script;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>Reads the <c>conditional_actions</c> of an entry; every problem is reported at its condition.</summary>
internal static class SuiteScript
{
    private const int MostBytesOfAction = 16 * 1024;

    public static CallerScript? Read(SpecElement element)
    {
        if (!element.IsObject)
        {
            element.Report("Must be an object.");
            return null;
        }

        CheckLengths(element);
        try
        {
            return CallerScript.Parse(element.Value.ToNode());
        }
        catch (ScriptException e)
        {
            foreach (var problem in e.Problems)
            {
                Report(element, problem);
            }

            return null;
        }
    }

    private static void CheckLengths(SpecElement element)
    {
        var conditions = element.Get("conditions") is { Value.ValueKind: JsonValueKind.Array } list ? list.Items(max: int.MaxValue) : [];
        foreach (var action in conditions.Select(condition => condition.Get("action")).OfType<SpecElement>())
        {
            if (action.IsText && Encoding.UTF8.GetByteCount(action.Value.GetString()!) > MostBytesOfAction)
            {
                action.Report("Must have at most 16 KB.");
            }
        }
    }

    // The script's problems begin with their place: "conditions[3]: action cannot be empty".
    private static void Report(SpecElement element, string problem)
    {
        var end = problem.StartsWith("conditions[", StringComparison.Ordinal) ? problem.IndexOf(": ", StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            element.Report(problem);
        }
        else
        {
            element.ReportAt(problem[..end], problem[(end + 2)..]);
        }
    }
}
