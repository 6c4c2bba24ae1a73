namespace Cekura.Runs.Modes;

/// <summary>One way in which the service runs scenarios, and what a request for it may carry (contract, sections 6 and 7).</summary>
/// <param name="Name">The service's name for it.</param>
internal sealed record Mode(string Name)
{
    /// <summary>Fields that may stand in the manifest's <c>options</c> for this mode.</summary>
    public required IReadOnlyList<OptionField> Options { get; init; }

    /// <summary>Names of options of which exactly one must be given; empty when none must.</summary>
    public IReadOnlyList<string> OneRequired { get; init; } = [];

    /// <summary>Whether a request may name personalities and test profiles; otherwise each scenario's own are used.</summary>
    public bool TakesPersonalities { get; init; } = true;

    /// <summary>Highest frequency that the service accepts.</summary>
    public int MostRepetitions { get; init; } = int.MaxValue;

    /// <summary>The option of that name, null when this mode has none.</summary>
    public OptionField? Find(string option) => Options.FirstOrDefault(field => field.Name == option);
}
