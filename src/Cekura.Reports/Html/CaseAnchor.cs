using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cekura.Reports.Html;

/// <summary>
/// Where a test stands in the report, by its name: a link to it holds in every later report, however the tests finish. Short, because
/// each turn of a conversation repeats it.
/// </summary>
internal static class CaseAnchor
{
    private const int DigitCount = 10;

    /// <summary>The anchor of a test.</summary>
    /// <param name="fullyQualifiedName">Name of the test.</param>
    public static string Of(string fullyQualifiedName) => $"t{Digits(fullyQualifiedName)}";

    /// <summary>The name of a cause in filters.</summary>
    /// <param name="key">Key of the cause.</param>
    public static string OfCause(string key) => $"c{Digits(key)}";

    /// <summary>The anchor of one of its repetitions, from 1.</summary>
    /// <param name="anchor">The anchor of the test.</param>
    /// <param name="repetition">Number of the repetition.</param>
    public static string OfRun(string anchor, int repetition) => string.Create(CultureInfo.InvariantCulture, $"{anchor}-{repetition}");

    /// <summary>The anchor of a turn, from 1, in the conversation of a repetition.</summary>
    /// <param name="runAnchor">The anchor of the repetition.</param>
    /// <param name="turn">Number of the turn.</param>
    public static string OfTurn(string runAnchor, int turn) => string.Create(CultureInfo.InvariantCulture, $"{runAnchor}-t{turn}");

    private static string Digits(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..DigitCount];
}
