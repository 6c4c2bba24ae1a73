using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>Reads the properties of one JSON object and reports those that are unknown or wrong.</summary>
internal sealed class ObjectReader
{
    private readonly PositionedNode _node;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, PositionedMember> _members;

    /// <param name="node">An object.</param>
    /// <param name="what">What the object is, for messages: <c>a scenario</c>.</param>
    /// <param name="known">The properties that it may have.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public ObjectReader(PositionedNode node, string what, IReadOnlyCollection<string> known, DiagnosticBag diagnostics)
    {
        _node = node;
        _diagnostics = diagnostics;
        _members = node.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name) && !ApiKeyName.Is(member.Name)))
        {
            // A slip of the pen that is ignored is an expectation that is never checked, or half of the tests: green, and nothing was
            // tested.
            Action<string, int, string> report = NearestName.Of(member.Name, known) is null ? diagnostics.Warning : diagnostics.Error;
            report(
                DiagnosticCodes.UnknownProperty,
                member.Offset,
                $"{Quoted.Text(member.Name)} is not a property of {what}. {NearestName.Advice(member.Name, known)}"
            );
        }
    }

    /// <summary>Where the value of a property stands; without the property, where the object starts.</summary>
    public int OffsetOf(string name) => Value(name)?.Offset ?? _node.Offset;

    public PositionedNode? Value(string name) => _members.GetValueOrDefault(name)?.Value;

    /// <summary>The value if it is of the wanted kind; another kind is reported.</summary>
    public PositionedNode? Value(string name, JsonValueKind kind, string wanted)
    {
        var value = Value(name);
        if (value is null || value.Kind == kind)
        {
            return value;
        }

        _diagnostics.Error(DiagnosticCodes.WrongType, value.Offset, $"\"{name}\" wants {wanted} and is {value.Description}.");
        return null;
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(string name, string wanted) =>
        Value(name, JsonValueKind.String, wanted) is { } value ? NonEmpty(name, value) : null;

    /// <summary>Texts that are not empty.</summary>
    public IReadOnlyList<string> Texts(string name, string wanted) => Texts(name, wanted, (text, _) => text);

    /// <summary>Texts that are not empty, with their places.</summary>
    public IReadOnlyList<T> Texts<T>(string name, string wanted, Func<string, SourceLocation, T> read)
    {
        var texts = new List<T>();
        foreach (var item in Value(name, JsonValueKind.Array, wanted)?.Items ?? [])
        {
            if (item.Kind != JsonValueKind.String)
            {
                _diagnostics.Error(DiagnosticCodes.WrongType, item.Offset, $"\"{name}\" wants {wanted}; this entry is {item.Description}.");
            }
            else if (NonEmpty(name, item) is { } text)
            {
                texts.Add(read(text, _diagnostics.Positions.At(item.Offset)));
            }
        }

        return texts;
    }

    /// <summary>An id: a positive integer.</summary>
    public long? Id(string name) => Value(name) is { } value ? Identifier.Read(value, name, _diagnostics) : null;

    /// <summary>A count: an integer of at least 1.</summary>
    public int? Count(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        if (SchemaNumber.Integer(value) is >= 1 and <= int.MaxValue and var count)
        {
            return (int)count;
        }

        _diagnostics.Error(
            DiagnosticCodes.InvalidCount,
            value.Offset,
            $"\"{name}\" wants an integer of at least 1 and is {value.Description}."
        );
        return null;
    }

    /// <summary>The name of a mode.</summary>
    public string? Mode(string name)
    {
        var value = Value(name, JsonValueKind.String, "the name of a mode");
        if (value is null || ModeTable.Names.Contains(value.Text))
        {
            return value?.Text;
        }

        _diagnostics.Error(DiagnosticCodes.UnknownMode, value.Offset, ModeTable.UnknownMessage(value.Text));
        return null;
    }

    private string? NonEmpty(string name, PositionedNode value)
    {
        if (!string.IsNullOrWhiteSpace(value.Text))
        {
            return value.Text;
        }

        _diagnostics.Error(DiagnosticCodes.EmptyText, value.Offset, $"\"{name}\" is empty. Write a text, or leave it out.");
        return null;
    }
}
