using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>Where a key such as <c>livekit_v2.livekit_data.agent_name</c> leads: a mode, its option, and perhaps a part of it.</summary>
internal sealed class OptionPath
{
    private readonly Mode _mode;
    private readonly OptionField _option;
    private readonly OptionField _target;

    private OptionPath(Mode mode, OptionField option, OptionField? part)
    {
        _mode = mode;
        _option = option;
        _target = part ?? option;
        Name = part is null ? option.Name : $"{option.Name}.{part.Name}";
    }

    private string Name { get; }

    private bool LeadsToPart => _target != _option;

    /// <summary>Follows a key, ignoring case; null when it leads nowhere, which is then reported.</summary>
    public static OptionPath? Find(string key, DiagnosticBag problems)
    {
        var steps = key.Split('.', 3);
        if (ModeTable.All.FirstOrDefault(mode => Same(mode.Name, steps[0])) is not { } mode)
        {
            problems.Error(DiagnosticCodes.UnknownMode, 0, $"Options stand under a mode. {ModeTable.UnknownMessage(steps[0])}");
            return null;
        }

        if (steps.Length == 1)
        {
            problems.Error(
                DiagnosticCodes.WrongType,
                0,
                $"{OptionSettings.Prefix}{mode.Name} holds no value itself. Give {OptionSettings.Prefix}{mode.Name}.{mode.Options[0].Name} or another option."
            );
            return null;
        }

        var check = new OptionCheck(mode, problems);
        if (mode.Options.FirstOrDefault(option => Same(option.Name, steps[1])) is not { } option)
        {
            check.ReportUnknown(steps[1], 0);
            return null;
        }

        if (steps.Length == 2)
        {
            return new OptionPath(mode, option, part: null);
        }

        var part = PartOf(option, steps[2]);
        if (part is null)
        {
            check.ReportPart(option.Type, option.Name, steps[2], 0);
        }

        return part is null ? null : new OptionPath(mode, option, part);
    }

    /// <summary>The value that a text means for this option; null when it means none, which is then reported.</summary>
    public PositionedNode? Read(string text, DiagnosticBag problems)
    {
        var value = _target.Type switch
        {
            TextOption or ChoiceOption => new PositionedNode(JsonValueKind.String, 0, text),
            IntegerOption when text.TrimStart('-').All(char.IsAsciiDigit) => new PositionedNode(JsonValueKind.Number, 0, text),
            IntegerOption => new PositionedNode(JsonValueKind.String, 0, text),
            _ => Parse(text, problems),
        };
        if (value is null)
        {
            return null;
        }

        new OptionCheck(_mode, problems).CheckField(_target, Name, value);
        return problems.HasErrors ? null : value;
    }

    /// <summary>Puts a value where the path leads.</summary>
    /// <param name="options">Takes it.</param>
    /// <param name="value">The value.</param>
    /// <param name="below">Options over which those are laid: a part leaves the others of its section as they are.</param>
    public void Write(Dictionary<string, JsonObject> options, PositionedNode value, IReadOnlyDictionary<string, JsonObject> below)
    {
        if (!options.TryGetValue(_mode.Name, out var owner))
        {
            options[_mode.Name] = owner = [];
        }

        if (LeadsToPart)
        {
            if (owner[_option.Name] is not JsonObject section)
            {
                owner[_option.Name] = section = below.GetValueOrDefault(_mode.Name)?[_option.Name]?.DeepClone() as JsonObject ?? [];
            }

            owner = section;
        }

        owner[_target.Name] = value.ToJsonNode();
    }

    private static OptionField? PartOf(OptionField option, string name) =>
        option.Type switch
        {
            ObjectOption section => section.Fields.FirstOrDefault(field => Same(field.Name, name)),
            TextMapOption => new OptionField(name, TextOption.Any),
            _ => null,
        };

    private static PositionedNode? Parse(string text, DiagnosticBag problems)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var inner = new DiagnosticBag(new TextPositions(utf8, ""));
        var node = new PositionedJson(utf8, TextRules.Setting, inner).Parse();
        foreach (var problem in inner.ToList())
        {
            problems.Error(problem.Code, 0, $"The value has to be JSON. {problem.Message}");
        }

        return node;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
