using System.Globalization;
using System.Text.Json;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>Reads the <c>quarantine</c> of a scenario.</summary>
internal sealed class QuarantineReader(DiagnosticBag diagnostics)
{
    private const string Example = "{ \"until\": \"2027-01-31\", \"reason\": \"the calendar is being replaced\" }";

    private static readonly string[] Known = ["until", "reason"];

    /// <summary>
    /// Null when there is none, or when it is not complete, which is reported: without an end it would hide failures for ever.
    /// </summary>
    public Quarantine? Read(ObjectReader scenario)
    {
        if (scenario.Value("quarantine", JsonValueKind.Object, $"an object such as {Example}") is not { } node)
        {
            return null;
        }

        var entry = new ObjectReader(node, "a quarantine", Known, diagnostics);
        var until = Until(entry, node);
        var reason = entry.Text("reason", "a text");
        if (entry.Value("reason") is null)
        {
            diagnostics.Error(
                DiagnosticCodes.QuarantineIncomplete,
                node.Offset,
                $"A quarantine needs a \"reason\", which every report shows: {Example}."
            );
        }

        return until is { } day && reason is not null ? new Quarantine(day, reason, diagnostics.Positions.At(node.Offset)) : null;
    }

    private DateOnly? Until(ObjectReader entry, PositionedNode node)
    {
        if (entry.Value("until") is not { } value)
        {
            diagnostics.Error(
                DiagnosticCodes.QuarantineIncomplete,
                node.Offset,
                $"A quarantine needs its last day, \"until\": without an end it would hide failures for ever. Write {Example}."
            );
            return null;
        }

        if (
            value.Kind == JsonValueKind.String
            && DateOnly.TryParseExact(value.Text, Quarantine.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            return day;
        }

        diagnostics.Error(
            DiagnosticCodes.QuarantineDay,
            value.Offset,
            $"\"until\" wants a day as \"yyyy-mm-dd\", such as \"2027-01-31\", and is {value.Description}."
        );
        return null;
    }
}
