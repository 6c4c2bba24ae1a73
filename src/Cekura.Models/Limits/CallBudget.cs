using System.Globalization;
using Cekura.Models.Chat;
using Cekura.Models.Options;

namespace Cekura.Models.Limits;

/// <summary>How often models may still be asked, and how much their answers may still cost. Thread-safe.</summary>
internal sealed class CallBudget(ModelSettings settings)
{
    private readonly Lock _gate = new();
    private int _calls;
    private decimal _cost;
    private string? _uncounted;

    /// <summary>Takes one question.</summary>
    /// <exception cref="ModelException">There is none left.</exception>
    public void Take()
    {
        lock (_gate)
        {
            if (settings.MaxCalls is { } calls && _calls >= calls)
            {
                throw UsedUp(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{calls} question{(calls == 1 ? " to models was" : "s to models were")} allowed (MaxModelCalls), and {(calls == 1 ? "it was" : "all were")} asked. Raise it, or run fewer tests."
                    )
                );
            }

            if (settings.MaxCost is { } cost && _cost >= cost)
            {
                throw UsedUp(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"questions to models may cost {cost} (MaxModelCost), and those that were answered cost {_cost:0.####}. Raise it, or run fewer tests."
                    )
                );
            }

            if (settings.MaxCost is not null && _uncounted is { } model)
            {
                throw UsedUp(
                    $"MaxModelCost cannot be kept: the endpoint does not say how many tokens the answers of {model} have. Use MaxModelCalls."
                );
            }

            _calls++;
        }
    }

    /// <summary>Counts what an answer cost.</summary>
    /// <param name="model">The name of the model that was asked.</param>
    /// <param name="inputTokens">Tokens of the question.</param>
    /// <param name="outputTokens">Tokens of the answer.</param>
    public void Spend(string model, int inputTokens, int outputTokens)
    {
        lock (_gate)
        {
            _cost += settings.Prices?.GetValueOrDefault(model)?.Of(inputTokens, outputTokens) ?? 0;
            _uncounted ??= inputTokens + (long)outputTokens == 0 ? model : null;
        }
    }

    private static ModelException UsedUp(string why) => new(ModelErrorKind.UsedUp, $"Not asked: {why}");
}
