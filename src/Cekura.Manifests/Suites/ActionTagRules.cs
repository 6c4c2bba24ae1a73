using System.Globalization;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Holds the tags of one action to their rules. What is no tag of the service is said as it stands.</summary>
internal sealed class ActionTagRules(PositionedNode action, ActionContext context, SuiteProblems problems)
{
    private readonly Stack<ActionTag> _open = new();

    public void Check()
    {
        var tags = ActionTag.In(action.Text);
        foreach (var tag in tags)
        {
            if (!TagRule.All.TryGetValue(tag.Name, out var rule))
            {
                CheckSpelling(tag);
            }
            else if (tag.IsClosing)
            {
                CheckClosing(tag);
            }
            else
            {
                CheckTag(tag, rule, tags);
            }
        }

        foreach (var open in _open)
        {
            Report(
                DiagnosticCodes.TagPlace,
                $"{Quoted.Bare(open.Text)} is never closed. Write </{open.Name}> behind the words that it is about."
            );
        }
    }

    private void CheckTag(ActionTag tag, TagRule rule, IReadOnlyList<ActionTag> tags)
    {
        if (rule.NeedsFixedMessage && context.IsFixed == false)
        {
            Report(
                DiagnosticCodes.TagNeedsFixedMessage,
                $"{Quoted.Bare(tag.Text)} has an effect only with \"fixed_message\": true; here the caller phrases the action itself."
            );
        }

        CheckForm(tag, rule);
        CheckAttributes(tag, rule);
        CheckPlace(tag, rule, tags);
    }

    private void CheckForm(ActionTag tag, TagRule rule)
    {
        if (tag.IsSelfClosing && !rule.StandsAlone)
        {
            Report(DiagnosticCodes.TagPlace, $"{Quoted.Bare(tag.Text)} stands around words: <{tag.Name}>words</{tag.Name}>.");
        }
        else if (!tag.IsSelfClosing && !rule.Wraps)
        {
            Report(DiagnosticCodes.TagPlace, $"{Quoted.Bare(tag.Text)} stands alone and ends with \"/>\".");
        }
        else if (!tag.IsSelfClosing)
        {
            if (_open.TryPeek(out var outer) && outer.Name != "voice")
            {
                Report(
                    DiagnosticCodes.TagPlace,
                    $"{Quoted.Bare(tag.Text)} stands inside <{outer.Name}>. Tags are not nested, except in a <voice> block."
                );
            }

            _open.Push(tag);
        }
    }

    private void CheckClosing(ActionTag tag)
    {
        if (_open.TryPeek(out var open) && open.Name == tag.Name)
        {
            _open.Pop();
        }
        else
        {
            Report(DiagnosticCodes.TagPlace, $"{Quoted.Bare(tag.Text)} closes nothing that is open here.");
        }
    }

    private void CheckAttributes(ActionTag tag, TagRule rule)
    {
        if (!rule.HasAttributes && tag.Attributes.Count > 0)
        {
            Report(DiagnosticCodes.TagAttribute, $"{Quoted.Bare(tag.Text)} has attributes; <{tag.Name}> takes none.");
        }

        foreach (var name in rule.Required.Where(name => !tag.Attributes.ContainsKey(name)))
        {
            Report(DiagnosticCodes.TagAttribute, $"{Quoted.Bare(tag.Text)} needs the attribute {name}=\"…\".");
        }

        if (
            rule.Ratio is { } ratio
            && Given(tag, "ratio") is { } given
            && (
                !double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || value < ratio.Min
                || value > ratio.Max
            )
        )
        {
            Report(
                DiagnosticCodes.TagAttribute,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Quoted.Bare(tag.Text)}: the ratio is a number from {ratio.Min} to {ratio.Max}."
                )
            );
        }

        if (rule.Required.Contains("time") && Given(tag, "time") is { } time && !IsTime(time))
        {
            Report(DiagnosticCodes.TagAttribute, $"{Quoted.Bare(tag.Text)}: the time is a number of seconds such as \"2s\".");
        }
    }

    private void CheckPlace(ActionTag tag, TagRule rule, IReadOnlyList<ActionTag> tags)
    {
        var before = action.Text[..tag.Index];
        var problem = rule.Place switch
        {
            TagPlace.WholeAction when action.Text.Trim() != tag.Text => "must be the whole action",
            TagPlace.StartOfFollowUp when !context.IsFollowUp => "stands only in a follow-up",
            TagPlace.StartOfFollowUp when !string.IsNullOrWhiteSpace(before) => "stands at the very start of the action",
            TagPlace.Start when !string.IsNullOrWhiteSpace(WithoutTags(before, tags)) =>
                "stands at the start of the action, before any words",
            TagPlace.NotInOpening when context.IsOpening => "does not stand in the first condition",
            _ => null,
        };
        if (problem is not null)
        {
            Report(DiagnosticCodes.TagPlace, $"{Quoted.Bare(tag.Text)} {problem}.");
        }
    }

    private void CheckSpelling(ActionTag tag)
    {
        if (tag.IsSelfClosing && NearestName.Of(tag.Name, TagRule.All.Keys) is { } near)
        {
            problems.Warning(
                DiagnosticCodes.UnknownTag,
                action.Offset,
                $"{Quoted.Bare(tag.Text)} is not a tag and is said as it stands. Did you mean <{near} />?"
            );
        }
    }

    // A value with a placeholder is known only when the case runs.
    private static string? Given(ActionTag tag, string name) =>
        tag.Attributes.GetValueOrDefault(name) is { } value && !value.Contains("{{", StringComparison.Ordinal) ? value : null;

    private static bool IsTime(string time)
    {
        var number =
            time.EndsWith("ms", StringComparison.Ordinal) ? time[..^2]
            : time.EndsWith('s') ? time[..^1]
            : time;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }

    private static string WithoutTags(string before, IReadOnlyList<ActionTag> tags)
    {
        foreach (var tag in tags.Where(tag => tag.End <= before.Length).Reverse())
        {
            before = before.Remove(tag.Index, tag.Text.Length);
        }

        return before;
    }

    private void Report(string code, string message) => problems.Rule(code, action.Offset, message);
}
