using System.Text.RegularExpressions;

namespace Cekura.Emulator.Seed;

/// <summary>What goes wrong, and with which requests.</summary>
internal sealed record Fault
{
    /// <summary>Null: any.</summary>
    public string? Method { get; init; }

    /// <summary>Found anywhere in the path; null: any path.</summary>
    public Regex? Path { get; init; }

    /// <summary>So many matching requests go before, disturbed by another fault or not.</summary>
    public int After { get; init; }

    /// <summary>So many requests it then disturbs itself.</summary>
    public int Times { get; init; } = 1;

    public required FaultKind Kind { get; init; }

    /// <summary>Status of <see cref="FaultKind.Status"/>, milliseconds of <see cref="FaultKind.Slow"/>.</summary>
    public int Argument { get; init; }

    /// <summary>Seconds for the header <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }
}
