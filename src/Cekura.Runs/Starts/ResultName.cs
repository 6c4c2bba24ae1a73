using System.Globalization;

namespace Cekura.Runs.Starts;

/// <summary>Labels of results: readable in the dashboard, unique, so that a start whose answer was lost can be found by name.</summary>
internal sealed class ResultName(string suite, TimeProvider time, Random random)
{
    // The service takes 255 characters.
    private const int MaxSuite = 200;

    // Half a letter would be sent as another one, and the label never found.
    private readonly string _suite =
        suite.Length <= MaxSuite ? suite : suite[..(char.IsHighSurrogate(suite[MaxSuite - 1]) ? MaxSuite - 1 : MaxSuite)];

    /// <summary>A new label.</summary>
    public string Next()
    {
        var tail = random.NextInt64(1L << 40).ToString("x10", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{_suite} {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z {tail}");
    }
}
