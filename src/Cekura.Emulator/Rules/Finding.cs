namespace Cekura.Emulator.Rules;

/// <summary>What a rule found in a conversation.</summary>
/// <param name="Holds">Whether the rule holds.</param>
/// <param name="Why">A sentence with what was seen.</param>
internal sealed record Finding(bool Holds, string Why);
