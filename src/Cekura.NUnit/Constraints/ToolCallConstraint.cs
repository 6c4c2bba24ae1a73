using System.Text.Json;
using Cekura.Manifests.Text;
using NUnit.Framework.Constraints;

namespace Cekura.NUnit;

/// <summary>The agent calls a tool.</summary>
public sealed class ToolCallConstraint : OrderedConstraint<ToolCallConstraint>
{
    private readonly string _name;
    private readonly List<(string Name, IConstraint Wanted)> _arguments = [];

    /// <summary>Wants a call of a tool.</summary>
    /// <param name="name">Name of the tool, letter by letter.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ToolCallConstraint(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _name = name;
    }

    private protected override string What
    {
        get
        {
            var wanted = string.Join(" and ", _arguments.Select(argument => $"{argument.Name} {argument.Wanted.Description}"));
            return $"a call of {_name}{(wanted.Length == 0 ? "" : $" with {wanted}")}";
        }
    }

    /// <summary>The call has an argument with a value. Numbers are the same whether the agent writes them as 2 or 2.0.</summary>
    /// <param name="argument">Name of the argument, letter by letter.</param>
    /// <param name="value">Its value: a text, a number, a <see cref="bool"/>, null, or a constraint such as
    /// <c>Does.StartWith("2026-05")</c>.</param>
    public new ToolCallConstraint With(string argument, object? value)
    {
        ArgumentNullException.ThrowIfNull(argument);
        _arguments.Add((argument, value as IConstraint ?? (value as IResolveConstraint)?.Resolve() ?? new EqualConstraint(value)));
        return this;
    }

    private protected override IReadOnlyList<int> Matches(Transcript transcript) =>
        [
            .. transcript
                .ToolCalls.Where(call => call.Name == _name && _arguments.TrueForAll(wanted => IsMet(call, wanted)))
                .Select(call => call.Number),
        ];

    private protected override Finding Instead(Transcript transcript)
    {
        var calls = transcript.ToolCalls;
        if (calls.Count == 0)
        {
            return new Finding(transcript.WhyEmpty ?? "the agent calls no tool", []);
        }

        // The call that was meant, most likely: of the same tool, with most of the arguments as wanted.
        var name = NearestName.Of(_name, calls.Select(call => call.Name));
        if (calls.Where(call => call.Name == _name).MaxBy(call => _arguments.Count(wanted => IsMet(call, wanted))) is { } same)
        {
            var differs = _arguments.Where(wanted => !IsMet(same, wanted)).Select(wanted => Differs(same, wanted.Name));
            return new Finding($"turn {same.Number}: {same}; {string.Join(", ", differs)}", [.. Around(transcript, [same.Number])]);
        }

        return calls.FirstOrDefault(call => call.Name == name) is { } near
            ? new Finding($"no call of that name; the nearest is in turn {near.Number}: {near}", [.. Around(transcript, [near.Number])])
            : new Finding(
                $"no call of that name, but of {string.Join(", ", calls.Select(call => UntrustedText.Line(call.Name, 120)).Distinct())}",
                [.. Around(transcript, calls.Take(3).Select(call => call.Number))]
            );
    }

    private static string Differs(ToolCall call, string name) =>
        call.Arguments.TryGetValue(name, out var value)
            ? $"{name} is {UntrustedText.Line(value.GetRawText(), 120)}"
            : $"there is no {name}";

    private static bool IsMet(ToolCall call, (string Name, IConstraint Wanted) argument) =>
        call.Arguments.TryGetValue(argument.Name, out var value) && argument.Wanted.ApplyTo(Natural(value)).IsSuccess;

    private static object? Natural(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
            _ => value.GetRawText(),
        };
}
