namespace Cekura.Manifests.Modes;

/// <summary>A field of <c>options</c> in a mode.</summary>
/// <param name="Name">Its name, for fields of a request the service's.</param>
/// <param name="Type">What may stand there.</param>
internal sealed record OptionField(string Name, OptionType Type)
{
    /// <summary>Where its value goes.</summary>
    public OptionPlace Place { get; init; }

    /// <summary>Whether the service allows null for it, which says the same as leaving it out.</summary>
    public bool MayBeNull { get; init; }
}
