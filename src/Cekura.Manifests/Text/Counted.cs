using System.Globalization;

namespace Cekura.Manifests.Text;

/// <summary>A count with its noun: one run, and two runs.</summary>
internal static class Counted
{
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number; null: with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {Noun(count, one, many)}";

    /// <inheritdoc cref="Of"/>
    public static string Noun(long count, string one, string? many = null) => count == 1 ? one : many ?? $"{one}s";
}
