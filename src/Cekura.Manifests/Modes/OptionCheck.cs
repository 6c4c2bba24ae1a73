using System.Text.Json;
using System.Text.RegularExpressions;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>Holds the options of one mode against the mode table.</summary>
internal sealed class OptionCheck(Mode mode, DiagnosticBag diagnostics)
{
    /// <summary>Whether a field is the secret of a provider, which has an error of its own.</summary>
    public static bool IsProviderCredential(string? owner, string name) =>
        ModeTable
            .All.SelectMany(mode => mode.Options)
            .Any(field => field.Name == owner && field.Type is ObjectOption section && section.Credentials.Contains(name));

    /// <summary>Reports what is wrong with an object of options.</summary>
    public void Check(PositionedNode options)
    {
        foreach (var (name, offset, value) in options.Members)
        {
            if (mode.Find(name) is { } field)
            {
                CheckField(field, name, value);
            }
            else if (!ApiKeyName.Is(name))
            {
                ReportUnknown(name, offset);
            }
        }

        var given = options.Members.Where(member => mode.OneRequired.Contains(member.Name)).ToList();
        if (given.Count > 1)
        {
            diagnostics.Error(
                DiagnosticCodes.OptionsExclude,
                given[1].Offset,
                $"\"{given[0].Name}\" and \"{given[1].Name}\" exclude each other. Keep one of them."
            );
        }
    }

    /// <summary>Reports a name that is no option of the mode.</summary>
    public void ReportUnknown(string name, int offset)
    {
        if (PlannedField.PlaceOf(name) is { } place)
        {
            diagnostics.Error(
                DiagnosticCodes.PlannedOption,
                offset,
                $"\"{name}\" is no option: the plan writes it into the request. It comes from {place}."
            );
            return;
        }

        var others = ModeTable.All.Where(other => other.Find(name) is not null).Select(other => other.Name).ToList();
        var advice =
            others.Count > 0
                ? $"It is one of {string.Join(", ", others)}."
                : NearestName.Advice(name, [.. mode.Options.Select(field => field.Name)]);
        diagnostics.Error(DiagnosticCodes.UnknownOption, offset, $"{Quoted.Text(name)} is not an option of mode {mode.Name}. {advice}");
    }

    /// <summary>Reports a value that its field does not allow.</summary>
    /// <param name="field">The field.</param>
    /// <param name="path">Its name for messages, with that of the object around it.</param>
    /// <param name="value">Its value.</param>
    public void CheckField(OptionField field, string path, PositionedNode value)
    {
        if (!(field.MayBeNull && value.Kind == JsonValueKind.Null))
        {
            CheckValue(field.Type, path, value);
        }
    }

    private void CheckValue(OptionType type, string path, PositionedNode value)
    {
        switch (type)
        {
            case TextOption text when value.Kind == JsonValueKind.String:
                if (string.IsNullOrWhiteSpace(value.Text) || (text.Pattern is { } pattern && !IsWhole(pattern, value.Text)))
                {
                    Report(DiagnosticCodes.OptionForm, type, path, value);
                }

                break;
            case ChoiceOption choice when value.Kind == JsonValueKind.String:
                if (!choice.Words.Contains(value.Text))
                {
                    Report(DiagnosticCodes.OptionForm, type, path, value);
                }

                break;
            case IntegerOption integer when value.Kind == JsonValueKind.Number:
                CheckInteger(integer, path, value);
                break;
            case TextListOption list when value.Kind == JsonValueKind.Array:
                CheckList(list, path, value);
                break;
            case TextMapOption when value.Kind == JsonValueKind.Object:
                foreach (var member in value.Members.Where(member => member.Value.Kind != JsonValueKind.String))
                {
                    Report(DiagnosticCodes.OptionType, TextOption.Any, $"{path}.{Quoted.Bare(member.Name)}", member.Value);
                }

                break;
            case ObjectOption section when value.Kind == JsonValueKind.Object:
                CheckSection(section, path, value);
                break;
            case AgentOption when value.Kind == JsonValueKind.Object:
                AgentCheck.Check(path, value, diagnostics);
                break;
            case AnyOption:
                break;
            default:
                Report(DiagnosticCodes.OptionType, type, path, value);
                break;
        }
    }

    private void CheckInteger(IntegerOption type, string path, PositionedNode value)
    {
        if (SchemaNumber.Integer(value) is not { } number)
        {
            Report(DiagnosticCodes.OptionType, type, path, value);
        }
        else if (number < type.Least || number > Math.Min(type.Most, Identifier.Largest))
        {
            Report(DiagnosticCodes.OptionBounds, type, path, value);
        }
    }

    private void CheckList(TextListOption type, string path, PositionedNode value)
    {
        if (value.Items.Count < type.Least)
        {
            Report(DiagnosticCodes.OptionBounds, type, path, value);
        }

        foreach (var item in value.Items)
        {
            if (item.Kind != JsonValueKind.String)
            {
                diagnostics.Error(
                    DiagnosticCodes.OptionType,
                    item.Offset,
                    $"\"{path}\" wants {type.Wanted}; this entry is {item.Description}."
                );
            }
        }
    }

    private void CheckSection(ObjectOption type, string path, PositionedNode value)
    {
        foreach (var (name, offset, part) in value.Members)
        {
            if (type.Fields.FirstOrDefault(field => field.Name == name) is { } field)
            {
                CheckField(field, $"{path}.{name}", part);
            }
            else
            {
                ReportPart(type, path, name, offset);
            }
        }
    }

    /// <summary>Reports a name that is no field of an option.</summary>
    public void ReportPart(OptionType type, string path, string name, int offset)
    {
        if (type is not ObjectOption section)
        {
            diagnostics.Error(DiagnosticCodes.UnknownOption, offset, $"\"{path}\" has no fields; it wants {type.Wanted}.");
        }
        else if (section.Credentials.Contains(name))
        {
            diagnostics.Error(
                DiagnosticCodes.CredentialInOptions,
                offset,
                $"\"{path}.{name}\" is a secret, which never stands in a committed file and is never sent. Store it with the agent or the project in Cekura."
            );
        }
        else if (!ApiKeyName.Is(name))
        {
            diagnostics.Error(
                DiagnosticCodes.UnknownOption,
                offset,
                $"{Quoted.Text(name)} is not a field of \"{path}\". {NearestName.Advice(name, [.. section.Fields.Select(known => known.Name)])}"
            );
        }
    }

    private void Report(string code, OptionType type, string path, PositionedNode value) =>
        diagnostics.Error(code, value.Offset, $"\"{path}\" wants {type.Wanted}, and is {value.Description}.");

    // In .NET a "$" also stands before a last line break.
    private static bool IsWhole(string pattern, string text) =>
        Regex.Match(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) is { Success: true } match
        && match.Length == text.Length;
}
