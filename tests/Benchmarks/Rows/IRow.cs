using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>One row of the table: something that people wait for, or pay for, and what it may cost.</summary>
internal interface IRow
{
    /// <summary>Its number, for example <c>P1</c>.</summary>
    string Id { get; }

    /// <summary>What is measured.</summary>
    string What { get; }

    /// <summary>Measures it.</summary>
    Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken);
}
