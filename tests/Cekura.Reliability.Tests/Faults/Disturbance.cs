using System.Text.Json.Nodes;

namespace Cekura.Reliability.Tests.Faults;

/// <summary>One fault: what, at which call, after how many of its occurrences, how often.</summary>
internal sealed record Disturbance(string Kind, Call Call, int After, int Times = 1)
{
    /// <summary>What the emulator does by itself.</summary>
    private static readonly string[] Injected =
    [
        "status:500",
        "status:503",
        "status:408",
        "status:429",
        "status:404",
        "reset",
        "drop_after_accept",
        "truncate",
        "html",
        "slow_ms:2000",
        "slow_ms:45000",
        "never_answer",
    ];

    /// <summary>Every kind that a call can be disturbed by.</summary>
    public static IEnumerable<string> KindsOf(Call call) =>
        Injected
            .Concat(call.IsEnd ? [] : Garbling.Kinds)
            // "No such thing" starts nothing, and the halves of the request are tried: that has tests of its own. And nobody else knows the
            // id.
            .Where(kind => !(call.IsStart && (kind is "status:404" or "other_id")));

    public bool IsGarbling => Garbling.Kinds.Contains(Kind);

    public JsonObject ToJson()
    {
        var fault = new JsonObject
        {
            ["match"] = new JsonObject { ["method"] = Call.Method, ["path"] = Call.Pattern },
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

    public override string ToString() => $"{Kind} at {Call} no. {After + 1}{(Times > 1 ? $" and {Times - 1} more" : "")}";
}
