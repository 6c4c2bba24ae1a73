namespace Cekura.Manifests.Settings;

/// <summary>One key of the settings: its name, what it allows, and how a text becomes its value.</summary>
/// <param name="Key">Its name in a settings file.</param>
/// <param name="Allowed">What may stand there, for messages: "an integer of at least 1".</param>
/// <param name="Apply">The settings with the value; null when the text is not allowed.</param>
internal sealed record Setting(string Key, string Allowed, Func<CekuraSettings, string, CekuraSettings?> Apply)
{
    /// <summary>Whether its value is the path of a file or folder.</summary>
    public bool IsPath { get; init; }

    /// <summary>Its name in the environment: <c>CEKURA_AGENT_ID</c> for <c>AgentId</c>. JUnit is one word.</summary>
    public string EnvironmentVariable { get; } =
        "CEKURA"
        + string.Concat(
            Key.Replace("JUnit", "Junit", StringComparison.Ordinal)
                .Select(letter => char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString())
        );
}
