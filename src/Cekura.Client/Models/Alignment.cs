namespace Cekura.Client;

/// <summary>How one part of an expected outcome was judged (contract, section 10.2; discrepancy D7).</summary>
public enum Alignment
{
    /// <summary>Absent, or a word that the contract does not know.</summary>
    Unknown,

    /// <summary>The part was met (<c>yes</c> or <c>true</c>).</summary>
    Yes,

    /// <summary>The part was not met (<c>no</c> or <c>false</c>).</summary>
    No,

    /// <summary>The part could not be judged.</summary>
    Blocked,
}
