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

    /// <summary>The last conversations end after the last start: a little less than was asked for is as much.</summary>
    private const double Kept = 0.9;

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
        var (most, steady) = (new List<Held>(), new List<Held>());

        // One round before the others warms both sides up.
        for (var round = 0; round <= bench.Options.Rounds; round++)
        {
            foreach (var (rounds, pause) in new[] { (most, TimeSpan.Zero), (steady, TimeSpan.FromSeconds(Batch / Rate)) })
            {
                var held = await HoldAsync(client, bench.Options.Cases / 2, pause, cancellationToken);
                await emulator.ResetAsync(cancellationToken);
                if (round > 0)
                {
                    rounds.Add(held);
                }
            }
        }

        var rate = new Measurement("most conversations, all asked for at once", "/s", [.. most.Select(held => held.Rate)]);
        var kept = new Measurement("conversations, as many asked for as the target says", "/s", [.. steady.Select(held => held.Rate)]);
        var look = new Measurement("p99 of a look at a result meanwhile", "ms", [.. steady.Select(held => held.Look99)]);
        var busy = new Measurement("p99 of a look while all were asked for at once", "ms", [.. most.Select(held => held.Look99)]);
        return new RowResult
        {
            Id = Id,
            What = What,
            Target = string.Create(CultureInfo.InvariantCulture, $"≥ {Rate}/s, p99 of a look ≤ {Answer} ms"),
            Reached = string.Create(CultureInfo.InvariantCulture, $"{rate.Median:0}/s; {look.Median:0.0} ms at {Rate}/s"),
            IsMet = rate.Median >= Rate && kept.Median >= Kept * Rate && look.Median <= Answer,
            Measurements = [rate, kept, look, busy],
            Remarks =
                $"Agent, emulator and the program that looks share the machine's cores. Results of {Batch} runs; a look every {BetweenLooks.TotalMilliseconds:0} ms, at one result after the other. Asked for all at once, conversations take all there is of both cores, and looks wait their turn.",
        };
    }

    private static async Task<Held> HoldAsync(
        EmulatorClient client,
        int conversations,
        TimeSpan betweenStarts,
        CancellationToken cancellationToken
    )
    {
        var looks = new List<TimeSpan>();
        var open = new Queue<long>();
        var passed = 0;
        var began = Stopwatch.GetTimestamp();
        var started = 0;
        using var pause = new PeriodicTimer(BetweenLooks);
        while (started < conversations || open.Count > 0)
        {
            for (; started < conversations && Stopwatch.GetElapsedTime(began) >= betweenStarts * (started / Batch); started += Batch)
            {
                open.Enqueue(await client.StartAsync([101], [3], Batch, cancellationToken));
            }

            if (!open.TryDequeue(out var result))
            {
                await pause.WaitForNextTickAsync(cancellationToken);
                continue;
            }

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
        return passed == conversations
            ? new(conversations / seconds, looks.Order().ElementAt((int)(looks.Count * 0.99)).TotalMilliseconds)
            : throw new InvalidOperationException($"Only {passed} of {conversations} conversations passed.");
    }

    /// <summary>What a round came to: conversations a second, and the p99 of a look in milliseconds.</summary>
    private sealed record Held(double Rate, double Look99);

    private static string Seed(Uri agent) =>
        new JsonObject
        {
            ["agents"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 12,
                    ["agent_name"] = "Front desk",
                    ["websocket_url"] = agent.OriginalString,
                }
            ),
            ["personalities"] = new JsonArray(new JsonObject { ["id"] = 3, ["name"] = "Calm" }),
            ["metrics"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = 55,
                    ["name"] = "Answers",
                    ["eval_type"] = "binary",
                    ["rule"] = new JsonObject { ["agent_says"] = "Answer 3" },
                }
            ),
            ["limits"] = new JsonObject { ["concurrent_runs"] = Concurrent },
            ["scenarios"] = new JsonArray(
                new JsonObject
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
                            Condition(3, "/Answer 3/", "<endcall />")
                        ),
                    },
                }
            ),
        }.ToJsonString();

    private static JsonObject Condition(int id, string condition, string action) =>
        new()
        {
            ["id"] = id,
            ["condition"] = condition,
            ["action"] = action,
            ["type"] = "standard",
            ["fixed_message"] = true,
        };
}
