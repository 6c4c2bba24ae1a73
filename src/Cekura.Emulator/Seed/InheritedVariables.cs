namespace Cekura.Emulator.Seed;

/// <summary>What a launched agent inherits of the environment of this process: everything but Cekura's keys.</summary>
internal static class InheritedVariables
{
    private static readonly string[] SecretWords = ["KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL"];

    /// <summary>
    /// Whether a variable is kept back unless the seed names it. Capital letters make no difference: on Windows names have none.
    /// </summary>
    public static bool IsKeptBack(string name) =>
        name.Contains("CEKURA", StringComparison.OrdinalIgnoreCase)
        && Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes out what is kept back.</summary>
    /// <param name="environment">The variables of this process.</param>
    /// <param name="asked">Names that the seed asks for.</param>
    public static void Restrict(IDictionary<string, string?> environment, IReadOnlyList<string> asked)
    {
        foreach (
            var name in environment.Keys.Where(name => IsKeptBack(name) && !asked.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList()
        )
        {
            environment.Remove(name);
        }
    }
}
