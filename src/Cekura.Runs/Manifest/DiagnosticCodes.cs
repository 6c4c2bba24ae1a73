namespace Cekura.Runs.Manifest;

/// <summary>
/// Codes of diagnostics. A code never changes its meaning and is never used again; each has a page in <c>docs/diagnostics</c>.
/// CEK01xx: manifests. CEK02xx: settings and credentials.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>More problems than are shown; counts the rest.</summary>
    public const string MoreProblems = "CEK0100";

    /// <summary>The manifest does not exist.</summary>
    public const string ManifestNotFound = "CEK0101";

    /// <summary>The manifest exists and cannot be read.</summary>
    public const string ManifestUnreadable = "CEK0102";

    /// <summary>The manifest is empty or holds only white space and comments.</summary>
    public const string ManifestEmpty = "CEK0103";

    /// <summary>The manifest is larger than 5 MB.</summary>
    public const string ManifestTooLarge = "CEK0104";

    /// <summary>The manifest is not UTF-8 text.</summary>
    public const string NotUtf8 = "CEK0105";

    /// <summary>The manifest is not JSON.</summary>
    public const string NotJson = "CEK0106";

    /// <summary>Objects and arrays are nested deeper than 64 levels.</summary>
    public const string TooDeep = "CEK0107";

    /// <summary>An object names a property twice.</summary>
    public const string DuplicateProperty = "CEK0108";

    /// <summary>A value has another type than its property wants.</summary>
    public const string WrongType = "CEK0109";

    /// <summary>A property that manifests do not have.</summary>
    public const string UnknownProperty = "CEK0110";

    /// <summary>An API key stands in the manifest.</summary>
    public const string KeyInManifest = "CEK0111";

    /// <summary>A property that must be given is not.</summary>
    public const string MissingProperty = "CEK0112";

    /// <summary>A text is empty where one is wanted.</summary>
    public const string EmptyText = "CEK0113";

    /// <summary>A mode that the service does not have.</summary>
    public const string UnknownMode = "CEK0114";

    /// <summary>An id is not a positive integer.</summary>
    public const string InvalidId = "CEK0115";

    /// <summary>The manifest lists no scenario.</summary>
    public const string NoScenarios = "CEK0116";

    /// <summary>One list of personalities or test profiles names an id twice.</summary>
    public const string DuplicateReference = "CEK0117";

    /// <summary>The same scenario, personality, test profile and mode are listed twice.</summary>
    public const string DuplicatePair = "CEK0118";

    /// <summary>The manifest's matrix has more than 100,000 pairs.</summary>
    public const string TooManyPairs = "CEK0119";

    /// <summary>A count (<c>frequency</c>, <c>pass_at_least</c>) is not an integer of at least 1.</summary>
    public const string InvalidCount = "CEK0120";

    /// <summary><c>pass_at_least</c> is above the frequency, so the case could never pass.</summary>
    public const string PassAtLeastTooHigh = "CEK0121";

    /// <summary>A <c>timeout</c> is not a time of <c>hh:mm:ss</c> above zero.</summary>
    public const string InvalidTimeout = "CEK0122";

    /// <summary>An expectation has none of the known forms.</summary>
    public const string InvalidExpectation = "CEK0123";

    /// <summary>A setting that does not exist.</summary>
    public const string UnknownSetting = "CEK0201";

    /// <summary>The value of a setting is not allowed.</summary>
    public const string InvalidSetting = "CEK0202";

    /// <summary>An API key stands among the settings.</summary>
    public const string KeyInSettings = "CEK0203";

    /// <summary>Settings file and environment give different values for the same setting.</summary>
    public const string SettingsDisagree = "CEK0204";

    /// <summary>A line of the config file cannot be understood.</summary>
    public const string ConfigLine = "CEK0205";

    /// <summary>The config file exists and cannot be read.</summary>
    public const string ConfigUnreadable = "CEK0206";

    /// <summary>The API key holds characters that no key has.</summary>
    public const string InvalidKey = "CEK0207";
}
