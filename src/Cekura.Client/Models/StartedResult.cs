using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// Answer to a call that starts runs (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c> and the other starts).
/// </summary>
public sealed record StartedResult
{
    /// <summary>Id of the result, from <c>id</c>, else <c>result_id</c> (see docs/service.md).</summary>
    public required long Id { get; init; }

    /// <summary>Label of the result, or null.</summary>
    public string? Name { get; init; }

    /// <summary>State at the start.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The runs that were created. Count these: how many there are is not always predictable.</summary>
    public IReadOnlyList<StartedRun> Runs
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>How many runs the answer names that are not among <see cref="Runs"/>, because they cannot be read.</summary>
    internal int UnreadableRuns { get; init; }

    /// <summary>The whole answer as the service sent it.</summary>
    public JsonElement Source { get; init; }
}
