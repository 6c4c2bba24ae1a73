using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>Who is calling: values for the caller and for the agent.</summary>
internal sealed record TestProfile
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public long? Agent { get; init; }

    public required JsonElement Information { get; init; }

    public required JsonElement Source { get; init; }
}
