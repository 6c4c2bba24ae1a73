using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Benchmarks.Bench;
using Cekura.Benchmarks.Report;

namespace Cekura.Benchmarks.Rows;

/// <summary>How many conversations the served emulator holds, and how soon it answers meanwhile.</summary>
internal sealed class ConversationRate : IRow
{
    private const double Rate = 500;
    private const double Answer = 20;

    /// <summary>Runs of a result: as many as a small suite has.</summary>
    private const int Batch = 50;

    /// <summary>A conversation waits most of the time: for what else the agent has to say.</summary>
    private const int Concurrent = 1000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public string Id => "P10";

    public string What => "Served emulator: conversations of 6 turns with an agent on this machine";

    public async Task<RowResult> MeasureAsync(Workbench bench, CancellationToken cancellationToken)
    {
        await using var agent = await LoopbackAgent.StartAsync(cancellationToken);
        await using var emulator = await ServedEmulator.StartAsync(bench, Seed(agent.Address), cancellationToken);
        using var client = new EmulatorClient(emulator.Address);
        var (rates, answers) = (new List<double>(), new List<double>());

        // One round before the others warms both sides up.
        for (var round = 0; round <= bench.Options.Rounds; round++)
        {
            var (rate, took) = await HoldAsync(client, bench.Options.Cases / 2, cancellationToken);
            await emulator.ResetAsync(cancellationToken);
            if (round > 0)
            {
                rates.Add(rate);
                answers.Add(took.Order().ElementAt((int)(took.Count * 0.99)).TotalMilliseconds);
            }
        }

        var (held, answered) = (new Measurement("conversations", "/s", rates), new Measurement("p99 of a look at a result", "ms", answers));
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≥ {Rate}/s, p99 of a look ≤ {Answer} ms"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{held.Median:0}/s, {answered.Median:0.0} ms"),
            IsMet = held.Median >= Rate && answered.Median <= Answer,
            Measurements = [held, answered],
            Remarks = $"Agent, emulator and the program that looks share the machine's cores. Results of {Batch} runs; a look every {BetweenLooks.TotalMilliseconds:0} ms, at one result after the other.",
        };
    }

    private static async Task<(double Rate, List<TimeSpan> Looks)> HoldAsync(EmulatorClient client, int conversations, CancellationToken cancellationToken)
    {
        var looks = new List<TimeSpan>();
        var open = new Queue<long>();
        var passed = 0;
        var began = Stopwatch.GetTimestamp();
        for (var started = 0; started < conversations; started += Batch)
        {
            open.Enqueue(await client.StartAsync([101], [3], Batch, cancellationToken));
        }

        using var pause = new PeriodicTimer(BetweenLooks);
        while (open.TryDequeue(out var result))
        {
            var (isOver, succeeded, took) = await client.LookAsync(result, cancellationToken);
            looks.Add(took);
            passed += isOver ? succeeded : 0;
            if (!isOver)
            {
                open.Enqueue(result);
                await pause.WaitForNextTickAsync(cancellationToken);
            }
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return passed == conversations ? (conversations / seconds, looks) : throw new InvalidOperationException($"Only {passed} of {conversations} conversations passed.");
    }

    private static string Seed(Uri agent) => new JsonObject
    {
        ["agents"] = new JsonArray(new JsonObject { ["id"] = 12, ["agent_name"] = "Front desk", ["websocket_url"] = agent.OriginalString }),
        ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "Calm" }),
        ["metrics"] = new JsonArray(new JsonObject { ["id"] = 55, ["name"] = "Answers", ["eval_type"] = "binary", ["rule"] = new JsonObject { ["agent_says"] = "Answer 3" } }),
        ["limits"] = new JsonObject { ["concurrent_runs"] = Concurrent },
        ["scenarios"] = new JsonArray(new JsonObject
        {
            ["id"] = 101,
            ["name"] = "Book",
            ["agent"] = 12,
            ["personality"] = 3,
            ["metrics"] = new JsonArray(55),
            ["scenario_type"] = "conditional_actions",
            ["conditional_actions"] = new JsonObject
            {
                ["role"] = "A caller.",
                ["conditions"] = new JsonArray(
                    Condition(0, "FIRST_MESSAGE", "Hello, I want to book."),
                    Condition(1, "/Answer 1/", "Thursday, please."),
                    Condition(2, "/Answer 2/", "Half past ten."),
                    Condition(3, "/Answer 3/", "<endcall />")),
            },
        }),
    }.ToJsonString();

    private static JsonObject Condition(int id, string condition, string action) =>
        new() { ["id"] = id, ["condition"] = condition, ["action"] = action, ["type"] = "standard", ["fixed_message"] = true };
}
