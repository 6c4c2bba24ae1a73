using System.Globalization;
using Cekura.Client;

namespace Cekura.Runs.Agents;

/// <summary>
/// A run whose agent has to call: <c>POST /test_framework/v1/scenarios/run_scenarios…/</c> or <c>GET …/runs/{id}/</c> named a number, and
/// until when.
/// </summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="Number">The number to dial.</param>
/// <param name="InboundNumber">The other number of the pair, null when there is none.</param>
/// <param name="ClosesAt">Until when.</param>
internal sealed record OutboundCall(long RunId, string Number, string? InboundNumber, DateTimeOffset ClosesAt)
{
    /// <summary>The call that a start answer asks for; null when the run is not dispatched, or none that the agent opens.</summary>
    public static OutboundCall? Of(StartedRun run) => Of(run.Id, run.Number, run.InboundNumber, run.OutboundDialWindowClosesAt);

    /// <summary>The call that a run read later asks for.</summary>
    public static OutboundCall? Of(Run run) => Of(run.Id, run.OutboundNumber, run.InboundNumber, run.OutboundDialWindowClosesAt);

    /// <summary>What the dial command finds in its environment.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        [
            new("CEKURA_NUMBER", Number),
            new("CEKURA_INBOUND_NUMBER", InboundNumber ?? ""),
            new("CEKURA_DIAL_WINDOW_CLOSES_AT", ClosesAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ];

    private static OutboundCall? Of(long id, string? number, string? inboundNumber, DateTimeOffset? closesAt) =>
        !string.IsNullOrWhiteSpace(number) && closesAt is { } until ? new OutboundCall(id, number, inboundNumber, until) : null;
}
