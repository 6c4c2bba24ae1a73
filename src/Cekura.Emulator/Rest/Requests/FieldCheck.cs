using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>Holds the fields of a request to the rules of its mode; every wrong field is named at once.</summary>
internal static class FieldCheck
{
    /// <exception cref="RefusedException">Any of them is missing or wrong.</exception>
    public static void Demand(Fields fields, IReadOnlyList<FieldRule> rules) => Refuse(Problems(fields, rules));

    /// <summary>The same, and no other fields.</summary>
    /// <exception cref="RefusedException">Any of them is missing or wrong, or there is another.</exception>
    public static void DemandOnly(Fields fields, IReadOnlyList<FieldRule> rules, string refusal) =>
        Refuse(
            Problems(fields, rules)
                .Concat(
                    from property in fields.Body.EnumerateObject()
                    where property.Value.ValueKind != JsonValueKind.Null && !rules.Any(rule => rule.Name == property.Name)
                    select (property.Name, (IReadOnlyList<string>)[refusal])
                )
        );

    public static IEnumerable<(string Field, IReadOnlyList<string> Messages)> Problems(Fields fields, IReadOnlyList<FieldRule> rules) =>
        from rule in rules
        let messages = Messages(fields, rule)
        where messages.Count > 0
        select (rule.Name, messages);

    private static void Refuse(IEnumerable<(string Field, IReadOnlyList<string> Messages)> found)
    {
        var problems = new JsonObject();
        foreach (var (field, messages) in found)
        {
            problems[field] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]);
        }

        if (problems.Count > 0)
        {
            throw new RefusedException(new(400, problems));
        }
    }

    private static IReadOnlyList<string> Messages(Fields fields, FieldRule rule)
    {
        if (!fields.Has(rule.Name))
        {
            return rule.Required ? ["This field is required."] : [];
        }

        try
        {
            rule.Check(fields, rule.Name);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Answer.Body![rule.Name]!.AsArray().Select(message => message!.ToString())];
        }
    }
}
