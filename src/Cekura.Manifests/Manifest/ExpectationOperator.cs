namespace Cekura.Manifests.Manifest;

/// <summary>How an expectation compares a metric.</summary>
internal enum ExpectationOperator
{
    /// <summary><c>pass</c>: the metric passes.</summary>
    Pass,

    /// <summary><c>fail</c>: the metric fails.</summary>
    Fail,

    /// <summary><c>&lt;=</c> a number.</summary>
    AtMost,

    /// <summary><c>&lt;</c> a number.</summary>
    LessThan,

    /// <summary><c>&gt;=</c> a number.</summary>
    AtLeast,

    /// <summary><c>&gt;</c> a number.</summary>
    GreaterThan,

    /// <summary><c>==</c> a number.</summary>
    Equal,

    /// <summary><c>in</c> a list of labels.</summary>
    In,
}
