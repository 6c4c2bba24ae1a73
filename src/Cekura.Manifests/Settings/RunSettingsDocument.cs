using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Cekura.Manifests.Settings;

/// <summary>What the adapter reads of the run settings: its own section and a few values of the platform.</summary>
/// <param name="Cekura">Keys of the section <c>Cekura</c>, compared ignoring case; those of nested elements are joined by dots.</param>
/// <param name="Directory">Folder of the settings file, absolute, the base of relative paths; null without a file, and when the platform
/// does not tell it.</param>
/// <param name="ResultsDirectory">Where results and attachments go; null when the platform names none.</param>
internal sealed record RunSettingsDocument(IReadOnlyDictionary<string, string?> Cekura, string? Directory, string? ResultsDirectory)
{
    /// <summary>How VSTest takes a setting on a command line.</summary>
    public const string VsTestPrefix = "-- Cekura.";

    private const string FileDirectoryName = "RunSettingsDirectory";
    private const string TrxLogger = "trx";
    private const int DefaultBatchSize = 10;
    private const int MaxBatchSize = 10_000;

    /// <summary>Line and column of each key, both from 1.</summary>
    public IReadOnlyDictionary<string, (int Line, int Column)> Places { get; private init; } =
        ReadOnlyDictionary<string, (int Line, int Column)>.Empty;

    /// <summary>Whether a test explorer asked, and not a command line.</summary>
    public bool IsForExplorer { get; init; }

    /// <summary>Whether a TRX file is written.</summary>
    public bool HasTrx { get; private init; }

    /// <summary>How many results and tests in progress the platform gathers before it shows them.</summary>
    public int BatchSize { get; private init; } = DefaultBatchSize;

    /// <summary>Folder of the settings file as the platform says it, perhaps a relative one; null when no file was named.</summary>
    public string? FileDirectory { get; private init; }

    /// <summary>Keys that were typed for sure: their section stands behind what the platform adds to the file that was named.</summary>
    public IReadOnlySet<string> Typed { get; private init; } = FrozenSet<string>.Empty;

    /// <summary>What the build says of the run: which file was named, and which keys were typed; null where no build started it.</summary>
    public TestInvocation? Invocation { get; private init; }

    /// <summary>Names of all sections.</summary>
    public IReadOnlyList<string> Sections { get; private init; } = [];

    /// <summary>What stands where it must not, or where nothing reads it.</summary>
    public IReadOnlyList<MisplacedSetting> Misplaced { get; private init; } = [];

    /// <summary>After what time the platform ends the test process.</summary>
    public PlatformLimits Limits { get; init; } = PlatformLimits.None;

    /// <summary>What stands before the name of a setting that is typed; advice says how.</summary>
    public string TypedPrefix { get; init; } = VsTestPrefix;

    /// <summary>What <c>testconfig.json</c> says; null without a section of ours in it.</summary>
    public SettingLayer? TestConfig { get; init; }

    /// <summary>Makes the document of what was typed and of the file that was named, where nothing has merged the two.</summary>
    /// <param name="typed">Settings that were typed.</param>
    /// <param name="named">The settings file that was named; null: none.</param>
    public static RunSettingsDocument Of(IReadOnlyDictionary<string, string?> typed, SettingsFileAt? named)
    {
        var file = named?.Content ?? Parse(null);
        var all = new Dictionary<string, string?>(file.Cekura, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in typed)
        {
            all[key] = value;
        }

        return file with
        {
            Cekura = all,
            Directory = named?.Directory,
            Invocation = new TestInvocation(named?.Path, typed.Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
        };
    }

    /// <summary>Reads the XML that the platform hands over; it is valid XML or null.</summary>
    public static RunSettingsDocument Parse(string? xml)
    {
        var section = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return new RunSettingsDocument(section, null, null);
        }

        using var reader = new ShallowXmlReader(
            XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit })
        );
        var root = XElement.Load(reader, LoadOptions.SetLineInfo);
        var directory = root.Elements().FirstOrDefault(e => Named(e, FileDirectoryName));
        var places = new Dictionary<string, (int, int)>(StringComparer.OrdinalIgnoreCase);
        var typed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        // "-- cekura.Mode=text" makes a second section beside "Cekura"; the later one is the command line's, so it wins.
        foreach (var value in SettingsSection.Read(root))
        {
            section[value.Key] = value.Text;
            places[value.Key] = (((IXmlLineInfo)value.Element).LineNumber, ((IXmlLineInfo)value.Element).LinePosition);
            if (directory is not null && value.Element.Ancestors().Any(ancestor => ancestor.Parent == root && ancestor.IsAfter(directory)))
            {
                typed.Add(value.Key);
            }
        }

        return new RunSettingsDocument(
            section,
            // dotnet vstest hands over a relative one as it was typed, relative to a folder that nobody here knows.
            Path.IsPathRooted(directory?.Value)
                ? directory!.Value
                : null,
            Configuration(root, "ResultsDirectory")
        )
        {
            Places = places,
            FileDirectory = directory?.Value,
            Typed = typed,
            Invocation = TestInvocation.Read(root),
            Sections = [.. root.Elements().Select(e => e.Name.LocalName)],
            Misplaced = [.. MisplacedSetting.In(root)],
            IsForExplorer = bool.TryParse(Configuration(root, "DesignMode"), out var isDesignMode) && isDesignMode,
            HasTrx = IsLogger(root, TrxLogger),
            BatchSize = int.TryParse(Configuration(root, "BatchSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? Math.Clamp(size, 1, MaxBatchSize)
                : DefaultBatchSize,
            Limits = PlatformLimits.Read(root),
        };
    }

    /// <summary>Makes the document of parameters of tests, where nothing else is known of a run.</summary>
    public static RunSettingsDocument OfParameters(IEnumerable<KeyValuePair<string, string?>> parameters) =>
        Parse(
            new XElement(
                "RunSettings",
                new XElement(
                    SettingsSection.ParameterSection,
                    parameters.Select(parameter => new XElement(
                        SettingsSection.Parameter,
                        new XAttribute("name", parameter.Key),
                        new XAttribute("value", parameter.Value ?? "")
                    ))
                )
            ).ToString()
        );

    /// <summary>Reads a settings file; null when there is none, or none that the platform could have read.</summary>
    public static RunSettingsDocument? TryLoad(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    private static bool IsLogger(XElement root, string name) =>
        root.Elements()
            .Where(e => Named(e, "LoggerRunSettings"))
            .Descendants()
            .Any(e =>
                Named(e, "Logger")
                && string.Equals((string?)e.Attribute("friendlyName"), name, StringComparison.OrdinalIgnoreCase)
                && !string.Equals((string?)e.Attribute("enabled"), "false", StringComparison.OrdinalIgnoreCase)
            );

    private static string? Configuration(XElement root, string name) =>
        root.Elements().FirstOrDefault(e => Named(e, "RunConfiguration"))?.Elements().FirstOrDefault(e => Named(e, name))?.Value;

    private static bool Named(XElement element, string name) =>
        string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);
}
