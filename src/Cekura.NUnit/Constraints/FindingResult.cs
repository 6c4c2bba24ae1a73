using NUnit.Framework.Constraints;

namespace Cekura.NUnit;

/// <summary>A result that shows a <see cref="Finding"/> in the place of the value.</summary>
internal sealed class FindingResult(IConstraint constraint, bool isSuccess, Finding finding)
    : ConstraintResult(constraint, finding, isSuccess)
{
    public override void WriteActualValueTo(MessageWriter writer) => writer.Write(finding.ToString());
}
