using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>The modes in which the service runs scenarios: the ten of the contract's section 6, and those of section 7 that share their shapes.</summary>
internal static class ModeTable
{
    /// <summary>The mode when nothing names one: <c>text</c>.</summary>
    public const string Default = "text";

    /// <summary>Names of all modes, in the order of the contract.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(mode => mode.Name)];

    internal static IReadOnlyList<Mode> All => ModeList.All;

    /// <summary>The mode of that name, null when there is none.</summary>
    internal static Mode? Find(string name) => All.FirstOrDefault(mode => mode.Name == name);

    internal static string UnknownMessage(string mode)
    {
        var nearest = NearestName.Of(mode, Names) is { } name ? $" Did you mean \"{name}\"?" : "";
        return $"{Quoted.Text(mode)} is not a mode.{nearest} The modes are {string.Join(", ", Names)}.";
    }
}
