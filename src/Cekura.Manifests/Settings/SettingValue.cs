namespace Cekura.Manifests.Settings;

/// <summary>The value of a setting that wins.</summary>
/// <param name="Text">The value as it was written.</param>
/// <param name="Place">Where it stands, as builds and editors understand it.</param>
/// <param name="ShortPlace">Where it stands, in short.</param>
/// <param name="Directory">To what a relative path is relative.</param>
internal sealed record SettingValue(string Text, string Place, string ShortPlace, string Directory);
