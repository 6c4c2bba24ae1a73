namespace Cekura.Benchmarks.Rows;

/// <summary>Every row, in the order of the page.</summary>
internal static class RowList
{
    public static IReadOnlyList<IRow> All { get; } =
    [
        new ListTime(),
        new RunTime(),
        new TranscriptTime(),
        new PeakMemory(),
        new Requests(),
        new ResultDelay(),
        new FirstResult(),
        new Makespan(),
        new BuildValidation(),
        new ConversationRate(),
        new CommandTime(),
    ];
}
