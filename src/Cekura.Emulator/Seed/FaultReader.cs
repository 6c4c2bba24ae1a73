using System.Globalization;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>faults</c>.</summary>
internal static class FaultReader
{
    private static readonly Dictionary<string, FaultKind> Kinds = new()
    {
        ["status"] = FaultKind.Status,
        ["reset"] = FaultKind.Reset,
        ["drop_after_accept"] = FaultKind.DropAfterAccept,
        ["truncate"] = FaultKind.Truncate,
        ["html"] = FaultKind.Html,
        ["slow_ms"] = FaultKind.Slow,
        ["never_answer"] = FaultKind.NeverAnswer,
    };

    public static IReadOnlyList<string> Spellings { get; } =
    ["status:503", "reset", "drop_after_accept", "truncate", "html", "slow_ms:500", "never_answer"];

    public static Fault Read(SeedElement element)
    {
        element.KnowOnly("match", "after", "times", "do", "retry_after");
        var match = element.Get("match")?.KnowOnly("method", "path");
        var (kind, argument) = Kind(element.Require("do"));
        return new()
        {
            Method = match?.Get("method")?.Text().ToUpperInvariant(),
            Path = match?.Get("path") is { } path ? RuleReader.Expression(path) : null,
            After = (int)(element.Get("after")?.Integer(min: 0, max: int.MaxValue) ?? 0),
            Times = (int)(element.Get("times")?.Integer(min: 1, max: int.MaxValue) ?? 1),
            Kind = kind,
            Argument = argument,
            RetryAfter = (int?)element.Get("retry_after")?.Integer(min: 0, max: int.MaxValue),
        };
    }

    private static (FaultKind Kind, int Argument) Kind(SeedElement element)
    {
        var text = element.Text();
        var parts = text.Split(':', 2);
        if (!Kinds.TryGetValue(parts[0], out var kind))
        {
            throw element.Error($"{element.Path} cannot be \"{text}\". {NearestKey.Suggest(parts[0], Spellings)}", SeedCode.Fault);
        }

        if (kind is not (FaultKind.Status or FaultKind.Slow))
        {
            return parts.Length == 1 ? (kind, 0) : throw element.Error($"{element.Path}: \"{parts[0]}\" takes no number.", SeedCode.Fault);
        }

        var (min, max) = kind == FaultKind.Status ? (400, 599) : (0, int.MaxValue);
        return
            parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var argument)
            && argument >= min
            && argument <= max
            ? (kind, argument)
            : throw element.Error(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{element.Path}: write \"{Spellings.First(spelling => spelling.StartsWith(parts[0], StringComparison.Ordinal))}\" with a number from {min} to {max}."
                ),
                SeedCode.Fault
            );
    }
}
