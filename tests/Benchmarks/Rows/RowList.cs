using Cekura.Benchmarks.Bench;

namespace Cekura.Benchmarks.Rows;

/// <summary>Every row, in the order of the page.</summary>
internal static class RowList
{
    public static IReadOnlyList<IRow> All { get; } =
    [
        new ListTime(),
        new RunTime(),
        new TranscriptTime(),
        new PeakMemory("P4", "test host", CekuraFramework.Instance),
        new Requests(),
        new ResultDelay(),
        new FirstResult(),
        new Makespan(),
        new BuildValidation(),
        new ConversationRate(),
        new CommandTime(),
        new PlatformListTime(),
        new PlatformRunTime(),
        new PeakMemory("M3", "program on Microsoft.Testing.Platform", CekuraFramework.OnPlatform),
        new ModelTime(),
        new ReplayTime(),
        new ReportOpening(),
    ];
}
