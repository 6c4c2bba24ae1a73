using System.Globalization;
using System.Xml.Linq;

namespace Cekura.Manifests.Settings;

/// <summary>After what time the test platform ends the test process, as the run's settings say.</summary>
/// <param name="Hang">The longest time in which no test starts or ends (<c>--blame-hang-timeout</c>); null: any.</param>
/// <param name="Session">The longest time of the whole run (<c>TestSessionTimeout</c>); null: any.</param>
internal sealed record PlatformLimits(TimeSpan? Hang, TimeSpan? Session)
{
    // What the platform takes when --blame-hang stands alone.
    private static readonly TimeSpan DefaultHang = TimeSpan.FromHours(1);

    private static readonly (string Unit, double Milliseconds)[] Units =
    [
        ("ms", 1),
        ("mil", 1),
        ("s", 1000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
    ];

    public static PlatformLimits None { get; } = new(null, null);

    /// <summary>Whether they are those of Microsoft.Testing.Platform, which have other names there.</summary>
    public bool AreTyped { get; private init; }

    /// <summary>Of times as people write them on Microsoft.Testing.Platform: <c>90m</c>, <c>1.5h</c>, <c>5400s</c>.</summary>
    /// <param name="hang">The longest time in which no test starts or ends; null: any.</param>
    /// <param name="session">The longest time of the whole run; null: any.</param>
    public static PlatformLimits Of(string? hang, string? session) =>
        new(hang is null ? null : Time(hang), session is null ? null : Time(session)) { AreTyped = true };

    /// <summary>Reads the root of the run's settings. What cannot be understood is no limit: the platform itself complains of it.</summary>
    public static PlatformLimits Read(XElement root)
    {
        var session =
            long.TryParse(
                Child(Child(root, "RunConfiguration"), "TestSessionTimeout")?.Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var milliseconds
            ) && milliseconds is > 0 and <= int.MaxValue
                ? TimeSpan.FromMilliseconds(milliseconds)
                : (TimeSpan?)null;
        var blame = Child(Child(root, "DataCollectionRunSettings"), "DataCollectors")
            ?.Elements()
            .FirstOrDefault(collector =>
                Same((string?)collector.Attribute("friendlyName"), "blame") && !Same((string?)collector.Attribute("enabled"), "false")
            );
        var hang = Child(Child(blame, "Configuration"), "CollectDumpOnTestSessionHang");
        return new(hang is null ? null : Time((string?)hang.Attribute("TestTimeout")), session);
    }

    // "90m", "1.5 hours", "5400s", or milliseconds; nothing means the platform's own limit.
    private static TimeSpan? Time(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultHang;
        }

        var number = string.Concat(text.Trim().TakeWhile(character => char.IsAsciiDigit(character) || character == '.'));
        var unit = text.Trim()[number.Length..].Trim();
        var factor =
            unit.Length == 0
                ? 1
                : Units.FirstOrDefault(known => unit.StartsWith(known.Unit, StringComparison.OrdinalIgnoreCase)).Milliseconds;
        return
            double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * factor is > 0 and <= int.MaxValue
            ? TimeSpan.FromMilliseconds(value * factor)
            : null;
    }

    private static XElement? Child(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(child => Same(child.Name.LocalName, name));

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
