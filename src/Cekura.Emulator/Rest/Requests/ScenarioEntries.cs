using System.Text.Json.Nodes;

namespace Cekura.Emulator.Rest.Requests;

/// <summary>
/// Checks <c>scenarios</c> where it is a list of objects. The position goes into the message: the service's errors name fields only.
/// </summary>
internal static class ScenarioEntries
{
    public static void Check(Fields fields, string field, IReadOnlyList<FieldRule> accepted)
    {
        var entries = fields.Objects(field) ?? [];
        var problems = entries.SelectMany((entry, index) => Problems(entry, accepted).Select(problem => $"[{index}].{problem}")).ToList();
        if (problems.Count > 0)
        {
            throw new RefusedException(
                new(400, new JsonObject { [field] = new JsonArray([.. problems.Select(problem => JsonValue.Create(problem))]) })
            );
        }
    }

    private static IEnumerable<string> Problems(Fields entry, IReadOnlyList<FieldRule> accepted) =>
        FieldCheck.Problems(entry, accepted).SelectMany(problem => problem.Messages.Select(message => $"{problem.Field}: {message}"));
}
