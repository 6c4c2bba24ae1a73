namespace Cekura.Models;

/// <summary>What is around the models of one test run.</summary>
/// <param name="Directory">The folder that the folder of cassettes is relative to: that of the seed.</param>
/// <param name="Variable">The value of an environment variable.</param>
/// <param name="Time">The clock.</param>
internal sealed record ModelEnvironment(string Directory, Func<string, string?> Variable, TimeProvider Time)
{
    /// <summary>Whether answers come from cassettes where nothing is said of it.</summary>
    public bool HasCassettes { get; init; }

    /// <summary>Takes out of a text what no cassette may hold, beside the key.</summary>
    public Func<string, string> Clean { get; init; } = text => text;

    /// <summary>Where it is kept which answers the last run used; null: nowhere.</summary>
    public string? UsageFolder { get; init; }
}
