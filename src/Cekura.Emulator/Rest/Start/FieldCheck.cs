using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Start;

/// <summary>Holds the fields of a request to the rules of its mode; every wrong field is named at once.</summary>
internal static class FieldCheck
{
    /// <exception cref="RefusedException">Any of them is missing or wrong.</exception>
    public static void Demand(Fields fields, IReadOnlyList<FieldRule> rules)
    {
        var problems = new JsonObject();
        foreach (var (field, messages) in Problems(fields, rules))
        {
            problems[field] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]);
        }

        if (problems.Count > 0)
        {
            throw new RefusedException(new(400, problems));
        }
    }

    public static IEnumerable<(string Field, IReadOnlyList<string> Messages)> Problems(Fields fields, IReadOnlyList<FieldRule> rules) =>
        from rule in rules
        let messages = Messages(fields, rule)
        where messages.Count > 0
        select (rule.Name, messages);

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
