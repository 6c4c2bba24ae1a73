using System.Globalization;
using System.Text.Json;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Holds the properties of one JSON object to the schema of suites.</summary>
internal sealed class SchemaObject
{
    // Far above anything that is meant, far below what overflows when it is multiplied.
    private const double LargestCount = 1_000_000;

    // The service is asked with JSON numbers, which many readers take as doubles.
    private const double LargestId = 9_007_199_254_740_991;

    private readonly PositionedNode _node;
    private readonly string _what;
    private readonly SuiteProblems _problems;
    private readonly Dictionary<string, PositionedNode> _values;

    private SchemaObject(PositionedNode node, string what, SuiteProblems problems)
    {
        _node = node;
        _what = what;
        _problems = problems;
        _values = node.Members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
    }

    /// <summary>The object, null when the value is of another kind; that and unknown properties are reported.</summary>
    /// <param name="node">The value.</param>
    /// <param name="what">What the object is, for messages: <c>a test case</c>.</param>
    /// <param name="known">The properties that it may have.</param>
    /// <param name="problems">Where problems go.</param>
    public static SchemaObject? Open(PositionedNode node, string what, IReadOnlyCollection<string> known, SuiteProblems problems)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Schema(DiagnosticCodes.SuiteWrongType, node.Offset, $"Here stands {what}, an object, and this is {node.Description}.");
            return null;
        }

        foreach (var member in node.Members.Where(member => !known.Contains(member.Name)))
        {
            UnknownProperties.Report(member, what, known, problems);
        }

        return new SchemaObject(node, what, problems);
    }

    public PositionedNode? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>Reports, at the start of the object, that a property is missing.</summary>
    public void Require(string name, string code = DiagnosticCodes.SuiteMissingProperty, string? because = null)
    {
        if (!_values.ContainsKey(name))
        {
            _problems.Schema(code, _node.Offset, $"{char.ToUpperInvariant(_what[0])}{_what[1..]} needs \"{name}\"{because}.");
        }
    }

    /// <summary>A text; lengths count Unicode code points.</summary>
    public void Text(string name, int min = 0, int max = int.MaxValue)
    {
        if (Value(name) is { } value)
        {
            SchemaText.Check(value, $"\"{name}\"", min, max, _problems);
        }
    }

    /// <summary>One of a list of words.</summary>
    public void Word(string name, IReadOnlyList<string> words)
    {
        if (Value(name) is { } value)
        {
            SchemaText.CheckWord(value, $"\"{name}\"", words, _problems);
        }
    }

    public void Flag(string name)
    {
        if (Value(name) is { Kind: not (JsonValueKind.True or JsonValueKind.False) } value)
        {
            WrongType(value, name, "true or false");
        }
    }

    /// <summary>An object of any content.</summary>
    public void Anything(string name)
    {
        if (Value(name) is { Kind: not JsonValueKind.Object } value)
        {
            WrongType(value, name, "an object");
        }
    }

    /// <summary>An integer of at least 1.</summary>
    public void Count(string name)
    {
        if (Value(name) is { } value)
        {
            Integer(value, name, "an integer of at least 1", LargestCount);
        }
    }

    /// <summary>A number between two bounds, both included.</summary>
    public void Number(string name, double min, double max)
    {
        if (Value(name) is not { } value)
        {
            return;
        }

        if (SchemaNumber.Value(value) is not { } number)
        {
            WrongType(value, name, "a number");
        }
        else if (number < min || number > max)
        {
            _problems.Schema(
                DiagnosticCodes.SuiteOutOfRange,
                value.Offset,
                string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is from {min} to {max}, and this is {value.Description}.")
            );
        }
    }

    /// <summary>An id, or an object that is defined in place.</summary>
    public void IdOr(string name, string wanted, Action<PositionedNode> inline)
    {
        switch (Value(name))
        {
            case null:
                break;
            case { Kind: JsonValueKind.Object } value:
                inline(value);
                break;
            case var value:
                Integer(value, name, wanted, LargestId);
                break;
        }
    }

    /// <summary>A list of at most <paramref name="max"/> entries.</summary>
    public IReadOnlyList<PositionedNode> List(string name, int max)
    {
        if (Value(name) is not { } value)
        {
            return [];
        }

        if (value.Kind != JsonValueKind.Array)
        {
            WrongType(value, name, "a list");
        }
        else if (value.Items.Count > max)
        {
            _problems.Schema(
                DiagnosticCodes.SuiteTooManyEntries,
                value.Items[max].Offset,
                $"\"{name}\" has {value.Items.Count} entries, at most {max} are allowed. The rest begins here."
            );
        }

        return value.Items;
    }

    private void Integer(PositionedNode value, string name, string wanted, double largest)
    {
        if (SchemaNumber.Integer(value) is not { } integer)
        {
            WrongType(value, name, wanted);
        }
        else if (integer < 1)
        {
            _problems.Schema(DiagnosticCodes.SuiteOutOfRange, value.Offset, $"\"{name}\" wants {wanted}, and is {value.Description}.");
        }
        else if (integer > largest)
        {
            _problems.Rule(
                DiagnosticCodes.SuiteNumberTooLarge,
                value.Offset,
                string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is {value.Description}; more than {largest:0} cannot be meant.")
            );
        }
    }

    private void WrongType(PositionedNode value, string name, string wanted) =>
        _problems.Schema(DiagnosticCodes.SuiteWrongType, value.Offset, $"\"{name}\" wants {wanted}, and is {value.Description}.");
}
