namespace Cekura.Contract.Tests.Schema;

/// <summary>A value that is not as the slice documents it.</summary>
/// <param name="Place">Where in the slice: <c>Run: evaluation.metrics[].score</c>, or, for a schema without a name, the operation.</param>
/// <param name="At">Where in the value: <c>$.runs[0].status</c>.</param>
/// <param name="Problem">What is wrong with it.</param>
internal sealed record Violation(string Place, string At, string Problem)
{
    public override string ToString() => $"{At}: {Problem} ({Place})";
}
