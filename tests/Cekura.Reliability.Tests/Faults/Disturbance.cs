using System.Text.Json.Nodes;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>One fault: what, at which call, at which of its occurrences, how often.</summary>
internal sealed record Disturbance(string Kind, string Method, string Path, int After, int Times)
{
    private static readonly string[] Kinds =
        ["status:500", "status:503", "status:429", "reset", "drop_after_accept", "truncate", "html", "slow_ms:2000", "never_answer"];

    private static readonly (string Method, string Path)[] Calls =
    [
        ("POST", "/scenarios/run_scenarios_text/$"),
        ("GET", @"/results/\d+/$"),
        ("GET", "/results/$"),
        ("GET", "/runs/bulk/$"),
        ("POST", @"/results/\d+/end_calls/$"),
    ];

    /// <summary>Every kind at every call comes by as the number rises; where and how often is random.</summary>
    public static Disturbance Of(int number, Random random)
    {
        var (method, path) = Calls[number / Kinds.Length % Calls.Length];
        return new Disturbance(Kinds[number % Kinds.Length], method, path, random.Next(3), random.Next(1, 4));
    }

    public JsonObject ToJson()
    {
        var fault = new JsonObject
        {
            ["match"] = new JsonObject { ["method"] = Method, ["path"] = Path },
            ["after"] = After,
            ["times"] = Times,
            ["do"] = Kind,
        };
        if (Kind == "status:429")
        {
            fault["retry_after"] = 2;
        }

        return fault;
    }
}
