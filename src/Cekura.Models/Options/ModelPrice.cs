namespace Cekura.Models.Options;

/// <summary>What a model costs.</summary>
/// <param name="Input">A million tokens of questions.</param>
/// <param name="Output">A million tokens of answers.</param>
internal sealed record ModelPrice(decimal Input, decimal Output)
{
    private const decimal Million = 1_000_000;

    /// <summary>What so many tokens cost.</summary>
    public decimal Of(int inputTokens, int outputTokens) => ((inputTokens * Input) + (outputTokens * Output)) / Million;
}
