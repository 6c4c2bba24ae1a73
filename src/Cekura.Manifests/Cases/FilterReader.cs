using System.Text;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>Reads one filter, from left to right.</summary>
internal sealed class FilterReader(string text)
{
    // Deeper than anybody writes, far from the end of the stack.
    private const int MaxDepth = 100;

    private static readonly string[] Operators = ["!=", "!~", "=", "~"];

    private readonly List<FilterCondition> _conditions = [];
    private int _at;
    private int _depth;

    /// <summary>The conditions that were read, in their order.</summary>
    public IReadOnlyList<FilterCondition> Conditions => _conditions;

    /// <summary>Where the parenthesis is that was the trouble, from 0; null when it was something else.</summary>
    public int? WrongParenthesis { get; private set; }

    /// <exception cref="FormatException">It cannot be understood.</exception>
    public Func<ScenarioCase, bool> Read()
    {
        var all = ReadAny();
        return _at == text.Length ? all : throw Misplaced();
    }

    private Func<ScenarioCase, bool> ReadAny()
    {
        var left = ReadBoth();
        while (Take('|'))
        {
            var (first, second) = (left, ReadBoth());
            left = scenarioCase => first(scenarioCase) || second(scenarioCase);
        }

        return left;
    }

    private Func<ScenarioCase, bool> ReadBoth()
    {
        var left = ReadOne();
        while (Take('&'))
        {
            var (first, second) = (left, ReadOne());
            left = scenarioCase => first(scenarioCase) && second(scenarioCase);
        }

        return left;
    }

    private Func<ScenarioCase, bool> ReadOne()
    {
        if (!Take('('))
        {
            return ReadCondition();
        }

        var opened = _at - 1;

        if (++_depth > MaxDepth)
        {
            throw Wrong($"more than {MaxDepth} parentheses in one another");
        }

        var inside = ReadAny();
        _depth--;
        return Take(')') ? inside : throw (_at == text.Length ? WrongAt(opened, "an open parenthesis that nothing closes") : Misplaced());
    }

    private Func<ScenarioCase, bool> ReadCondition()
    {
        var left = ReadWord();
        if (Operators.FirstOrDefault(sign => text.AsSpan(_at).StartsWith(sign)) is not { } comparison)
        {
            return Compare("FullyQualifiedName", "~", left);
        }

        _at += comparison.Length;
        if (!CaseProperties.Names.Contains(left, StringComparer.OrdinalIgnoreCase))
        {
            throw new FormatException($"{Quoted.Text(left)} is not a property. {CaseProperties.Advice(left)}");
        }

        return Compare(left, comparison, ReadWord());
    }

    private Func<ScenarioCase, bool> Compare(string property, string comparison, string wanted)
    {
        var condition = new FilterCondition(property, wanted, IsContained: comparison.EndsWith('~'), IsNegated: comparison.StartsWith('!'));
        _conditions.Add(condition);
        return condition.Matches;
    }

    private string ReadWord()
    {
        var word = new StringBuilder();
        for (; _at < text.Length && !"()&|=~".Contains(text[_at], StringComparison.Ordinal) && !IsNegation(); _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            word.Append(text[_at]);
        }

        var trimmed = word.ToString().Trim();
        return trimmed.Length > 0 ? trimmed : throw Wrong("nothing where a name or a value is wanted");
    }

    private bool IsNegation() => text[_at] == '!' && _at + 1 < text.Length && text[_at + 1] is '=' or '~';

    private bool Take(char wanted)
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at >= text.Length || text[_at] != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    // A value ends at a parenthesis: what a name holds has to be told from what groups.
    private FormatException Misplaced() =>
        text[_at] switch
        {
            '(' => WrongAt(_at, "a parenthesis that opens in the middle of a value"),
            ')' => WrongAt(_at, "a closing parenthesis that nothing opens"),
            _ => Wrong($"{Quoted.Text(text[_at].ToString())} after a whole comparison"),
        };

    private FormatException WrongAt(int parenthesis, string what)
    {
        (_at, WrongParenthesis) = (parenthesis, parenthesis);
        return Wrong(what);
    }

    private FormatException Wrong(string what) => new($"The filter has {what}, at character {_at + 1}: {Quoted.Text(text)}.");
}
