using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Cekura.NUnit.Execution;

/// <summary>The limit that <c>[CancelAfter]</c> sets.</summary>
internal static class TimeLimit
{
    /// <summary>The limit of the test, else of what is around it; null: none. The conversation gets no longer than the test.</summary>
    public static TimeSpan? Of(ITest? test)
    {
        for (; test is not null; test = test.Parent)
        {
            if (test.Properties.Get(PropertyNames.Timeout) is int milliseconds and > 0)
            {
                return TimeSpan.FromMilliseconds(milliseconds);
            }
        }

        return null;
    }
}
