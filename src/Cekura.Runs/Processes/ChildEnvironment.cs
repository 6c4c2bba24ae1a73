namespace Cekura.Runs.Processes;

/// <summary>What programs that this process starts inherit of its environment: everything but Cekura's keys.</summary>
internal static class ChildEnvironment
{
    private static readonly string[] SecretWords = ["KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL"];

    /// <summary>
    /// Whether a variable of that name holds a key of Cekura's. Capital letters make no difference: on Windows names have none.
    /// </summary>
    public static bool IsKey(string name) =>
        name.Contains("CEKURA", StringComparison.OrdinalIgnoreCase)
        && Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes the keys out.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="passed">Names of keys that it inherits all the same.</param>
    public static void WithholdKeys(IDictionary<string, string?> environment, IReadOnlyList<string> passed)
    {
        foreach (
            var name in environment.Keys.Where(name => IsKey(name) && !passed.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList()
        )
        {
            environment.Remove(name);
        }
    }
}
