using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>A time in which failures of a scenario are skipped and said.</summary>
/// <param name="Until">The last day, UTC.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Location">Where the manifest says so.</param>
internal sealed record Quarantine(DateOnly Until, string Reason, SourceLocation Location)
{
    /// <summary>How the day is written.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    /// <summary>The last day as it is written.</summary>
    public string UntilText => Until.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Whether its last day has passed.</summary>
    /// <param name="now">The moment.</param>
    public bool IsOver(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > Until;
}
