using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>What is wrong with a suite, all of it, by location.</summary>
internal sealed class SpecProblems
{
    private readonly OrderedDictionary<string, List<string>> _byLocation = [];

    public bool Any => _byLocation.Count > 0;

    public void Add(string location, string message)
    {
        if (!_byLocation.TryGetValue(location, out var messages))
        {
            _byLocation.Add(location, messages = []);
        }

        if (!messages.Contains(message))
        {
            messages.Add(message);
        }
    }

    public RefusedException ToRefusal() =>
        new(
            new(
                400,
                new JsonObject
                {
                    ["errors"] = new JsonObject(
                        _byLocation.Select(problem =>
                            KeyValuePair.Create(
                                problem.Key,
                                (JsonNode?)new JsonArray([.. problem.Value.Select(message => JsonValue.Create(message))])
                            )
                        )
                    ),
                }
            )
        );
}
