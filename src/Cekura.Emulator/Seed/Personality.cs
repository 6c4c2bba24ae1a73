using System.Text.Json;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Seed;

/// <summary>How a caller talks.</summary>
internal sealed record Personality
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Who the caller is, in words; null: nothing is said of it.</summary>
    public string? Prompt { get; init; }

    /// <summary>The language that it speaks, as a code; null: nothing is said of it.</summary>
    public string? Language { get; init; }

    public required CallerStyle Style { get; init; }

    public required TimeSpan IdleTimeout { get; init; }

    public required int IdleMessages { get; init; }

    public required bool EndCallEnabled { get; init; }

    public required JsonElement Source { get; init; }
}
