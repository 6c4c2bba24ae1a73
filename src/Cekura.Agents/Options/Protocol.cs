namespace Cekura.Agents.Options;

/// <summary>A protocol that agents speak, with the options that seeds and manifests may give it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">What may stand beside it.</param>
internal sealed record Protocol(string Name, params IReadOnlyList<ProtocolOption> Options)
{
    /// <summary>The option of that name; null: it has none.</summary>
    public ProtocolOption? Find(string option) => Options.FirstOrDefault(known => known.Name == option);
}
