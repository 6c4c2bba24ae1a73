using System.Globalization;
using System.Text.Json;
using Cekura.Reliability.Tests.Processes;
using Cekura.Testing;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>
/// No fault doubles a start, loses a verdict, leaves a call running or turns a test green. <c>CEKURA_TRIALS</c> says how many pairs of
/// faults are drawn beside the full grids, and a run of at least 1,000 writes its table into <c>docs/reliability.md</c>; without it a part
/// of each grid is run.
/// </summary>
public sealed class FaultTests(FaultTests.Ledger ledger) : IClassFixture<FaultTests.Ledger>
{
    private const int Full = 1000;
    private const int Short = 120;

    private static readonly int? Asked = int.TryParse(
        Environment.GetEnvironmentVariable("CEKURA_TRIALS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : null;

    [Fact]
    public Task Every_kind_of_fault_at_every_call() =>
        HoldAsync(
            TrialGroupName.Faults,
            "One fault: every kind, at every call, the first, middle and last time",
            Asked is null ? Short : null
        );

    [Fact]
    public Task Every_kind_of_fault_while_the_service_cannot_be_read() =>
        HoldAsync(
            TrialGroupName.Outages,
            "Gone for good, and time limits in an outage, with one fault more: every kind, at every call",
            Asked is null ? Short : null
        );

    [Fact]
    public Task A_death_or_a_stop_at_every_request_and_at_every_line_of_the_journal() =>
        HoldAsync(
            TrialGroupName.Interruptions,
            "Killed, the guard killed too, or stopped: at every request, and at every line of the journal",
            Asked is null ? Short : null
        );

    [Fact]
    public Task Two_faults_at_once() =>
        HoldAsync(TrialGroupName.Pairs, "Two faults of up to three requests each, drawn at random", Asked ?? Short);

    private async Task HoldAsync(TrialGroupName group, string title, int? most)
    {
        using var process = ThisProgram.Start(TrialGroup.Verb, group.ToString(), most?.ToString(CultureInfo.InvariantCulture) ?? "all");
        var report = JsonSerializer.Deserialize<TrialReport>(await process.OutputAsync())!;

        Assert.True(report.Failures.Count == 0, $"{report.Failures.Count} failed:\n{string.Join('\n', report.Failures)}");
        Assert.Contains(report.Outcomes, outcome => outcome.Started == 1);
        ledger.Add(title, report.Outcomes);
    }

    /// <summary>Keeps what the groups of trials found, and writes it down when all of a full run passed.</summary>
    public sealed class Ledger : IDisposable
    {
        private readonly List<(string Group, IReadOnlyList<TrialOutcome> Outcomes)> _groups = [];

        /// <inheritdoc />
        public void Dispose()
        {
            if (_groups.Count == Enum.GetValues<TrialGroupName>().Length && Asked >= Full)
            {
                Figures.Write("faults", FaultTable.Of(_groups));
            }
        }

        internal void Add(string group, IReadOnlyList<TrialOutcome> outcomes) => _groups.Add((group, outcomes));
    }
}
