using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>That an agent sends its trace to the emulator: <c>agents[].traces</c>.</summary>
/// <param name="Port">Where the emulator listens for it; null: at a free port, which a launched agent is told.</param>
internal sealed record TraceSource(int? Port)
{
    /// <summary>Where exporters of OTLP/HTTP send to when they are told nothing.</summary>
    public const int UsualPort = 4318;

    private const int MaxPort = 65_535;

    /// <summary>Reads <c>true</c>, <c>false</c> or <c>{"port": 4318}</c>.</summary>
    /// <returns>Null: its trace is not asked for.</returns>
    public static TraceSource? Read(SeedElement element, bool launched)
    {
        if (element.Value.ValueKind == JsonValueKind.Object)
        {
            return new((int)element.KnowOnly("port").Require("port").Integer(min: 1, max: MaxPort));
        }

        return element.Value.ValueKind switch
        {
            JsonValueKind.False => null,
            JsonValueKind.True => new(launched ? null : UsualPort),
            _ => throw element.Error($"{element.Path} must be true, false or {{ \"port\": {UsualPort} }}."),
        };
    }
}
