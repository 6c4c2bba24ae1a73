using System.Globalization;

namespace Cekura.Models.Cassettes;

/// <summary>What there is to say of cassettes when a run is over.</summary>
internal static class CassetteNotes
{
    private const int MaxShown = 3;

    /// <summary>The notes, each a line.</summary>
    public static IEnumerable<string> Of(CassetteModel model, CassetteFolder folder, bool isWhole)
    {
        if (model.Recorded > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted(model.Recorded, "answer")} of models {(model.Recorded == 1 ? "was" : "were")} recorded in {folder.Path}. Commit them with the change that caused them."
            );
        }

        if (model.Unwritten is { } why)
        {
            yield return $"Answers of models could not be recorded: {why}";
        }

        if (!isWhole)
        {
            yield break;
        }

        foreach (
            var cassette in folder.Known.Where(cassette => cassette.IsUsedWhole).OrderBy(cassette => cassette.Path, StringComparer.Ordinal)
        )
        {
            var unused = cassette.Unused();
            if (unused.Count > 0)
            {
                var names = string.Join(", ", unused.Take(MaxShown).Select(entry => entry.Name));
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cassette.Path}: {Counted(unused.Count, "answer")} of {cassette.Entries.Count} {(unused.Count == 1 ? "was" : "were")} not used ({names}{(unused.Count > MaxShown ? ", ..." : "")}). cekura cassette prune removes {(unused.Count == 1 ? "it" : "them")}."
                );
            }
        }
    }

    private static string Counted(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
