using System.Globalization;

namespace Cekura.Emulator.Calibration;

/// <summary>Which criteria of a judge decide: those on which it agrees with people well enough. All others are advice.</summary>
/// <param name="labels">What people say.</param>
/// <param name="minKappa">How well: the least kappa.</param>
internal sealed class Gate(IReadOnlyList<Label> labels, double minKappa)
{
    private readonly ILookup<string, Label> _labels = labels.ToLookup(label => label.Key, StringComparer.Ordinal);

    /// <summary>Why a criterion decides nothing; null: it decides.</summary>
    /// <param name="metric">Id of the metric; null: a line.</param>
    /// <param name="criterion">The metric's prompt, or the line.</param>
    /// <param name="model">The model that judges: what another one said is no proof of it.</param>
    public string? Advice(long? metric, string criterion, string model)
    {
        var own = _labels[Label.KeyOf(metric, criterion)].Where(label => label.Judge == model).ToList();
        var agreement = Of(own);
        var limit = minKappa.ToString("0.##", CultureInfo.InvariantCulture);
        return agreement.Kappa is not { } kappa
                ? $"It decides nothing: {(own.Count == 0 ? $"there is no label of it that {model} judged" : $"its {own.Count} labels give no kappa")}, and MinKappa is {limit}."
            : kappa < minKappa
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"It decides nothing: kappa is {kappa:0.00} over {own.Count} labels, and MinKappa is {limit}."
                )
            : null;
    }

    /// <summary>How far labels and what a judge said of them agree.</summary>
    public static Agreement Of(IEnumerable<Label> labels) =>
        Agreement.Of([.. labels.Where(label => label.Verdict is not null).Select(label => (label.Expected, label.Verdict!))]);
}
