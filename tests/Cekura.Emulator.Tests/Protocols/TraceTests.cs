using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Conversation;
using Microsoft.AspNetCore.Http;

namespace Cekura.Emulator.Tests.Protocols;

/// <summary>Agents that show their tools in a trace alone: from their spans to the verdict, with real sockets.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly HttpClient _exporter = new(new SocketsHttpHandler { UseProxy = false });
    private readonly int _port = FreePort();

    public void Dispose() => _exporter.Dispose();

    [Fact]
    public async Task A_tool_that_only_the_trace_shows_is_judged_and_marked()
    {
        await using var agent = await LoopbackAgent.ServeAsync(context => AnswerAsync(context, ExportAsync));
        await using var bench = new EmulatorBench(Seed(agent));

        var run = await ProtocolRunTests.RunAsync(bench);
        var trace = await bench.GetAsync($"runs/{run["id"]}/trace/");

        Assert.Equal(("completed", "true"), (run["status"]!.ToString(), run["success"]!.ToString()));
        Assert.Equal(
            [
                """Function Call seen by trace {"id":"call_1","name":"book","arguments":"{\u0022day\u0022:\u0022Thu\u0022}"}""",
                """Function Call Result seen by trace {"id":"call_1","name":"book","result":"ok"}""",
            ],
            run["transcript_object"]!
                .AsArray()
                .Where(turn => turn!["data"] is not null)
                .Select(turn => $"{turn!["role"]} {turn["content"]} {turn["data"]!.ToJsonString()}")
        );
        Assert.Equal(32, run["trace_id"]!.ToString().Length);
        Assert.Equal(run["trace_id"]!.ToString(), trace["trace_id"]!.ToString());
        Assert.Equal("execute_tool book", trace["spans"]!["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]![1]!["name"]!.ToString());
        Assert.Equal(trace.ToJsonString(), (await ReloadedAsync(bench, Seed(agent), $"runs/{run["id"]}/trace/")).ToJsonString());
    }

    [Fact]
    public async Task A_call_that_the_protocol_showed_too_stands_in_the_transcript_once()
    {
        await using var agent = await LoopbackAgent.ServeAsync(context => AnswerAsync(context, ExportAsync, showsTool: true));
        await using var bench = new EmulatorBench(Seed(agent));

        var run = await ProtocolRunTests.RunAsync(bench);

        var call = Assert.Single(run["transcript_object"]!.AsArray(), turn => turn!["role"]!.ToString() == "Function Call")!;
        Assert.NotEqual("seen by trace", call["content"]!.ToString());
        Assert.Equal("true", run["success"]!.ToString());
    }

    [Fact]
    public async Task Without_the_trace_that_was_asked_for_nothing_is_judged()
    {
        await using var agent = await LoopbackAgent.ServeAsync(context => AnswerAsync(context, (_, _) => Task.CompletedTask));
        await using var bench = new EmulatorBench(
            Seed(agent, """{ "tool_called": { "name": "book", "times": 0 } }"""),
            options: new() { TracePatience = TimeSpan.Zero }
        );

        var run = await ProtocolRunTests.RunAsync(bench);

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.StartsWith(
            $"Not judged: the agent's trace did not come to http://localhost:{_port}, ",
            run["error_message"]!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal("", run["trace_id"]!.ToString());
        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, $"runs/{run["id"]}/trace/")).Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_and_nothing_is_asked()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        var requests = 0;
        await using var agent = await LoopbackAgent.ServeAsync(context =>
        {
            Interlocked.Increment(ref requests);
            return AnswerAsync(context, ExportAsync);
        });
        await using var bench = new EmulatorBench(Seed(agent));

        var run = await ProtocolRunTests.RunAsync(bench);

        Assert.Equal(("failed", 0), (run["status"]!.ToString(), requests));
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"The trace of agent 12 cannot be taken: port {_port} is taken by another program"),
            run["error_message"]!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Each_agent_is_told_the_trace_of_its_run_whether_or_not_its_spans_are_taken()
    {
        var told = new List<string>();
        await using var agent = await LoopbackAgent.ServeAsync(context =>
        {
            told.Add($"{context.Request.Headers["traceparent"]} {context.Request.Headers["baggage"]}");
            return AnswerAsync(context, (_, _) => Task.CompletedTask);
        });
        await using var bench = new EmulatorBench(
            Seed(agent).Replace($", \"traces\": {{ \"port\": {_port} }}", "", StringComparison.Ordinal)
        );

        var run = await ProtocolRunTests.RunAsync(bench);

        Assert.Equal(2, told.Count);
        Assert.Single(told.Distinct());
        Assert.Matches($"^00-[0-9a-f]{{32}}-[0-9a-f]{{16}}-01 cekura.run.id={run["id"]},cekura.result.id=", told[0]);
    }

    /// <summary>It is told by its environment, and sends its last spans when its input has ended, as exporters do.</summary>
    [ProgramFact("python3")]
    public async Task The_trace_of_a_program_is_told_by_its_environment()
    {
        const string Program = """
            import json, os, sys, urllib.request
            _, trace, parent, _ = os.environ["TRACEPARENT"].split("-")
            assert os.environ["BAGGAGE"].startswith("cekura.run.id=")
            spans = []
            for line in sys.stdin:
                said = json.loads(line)["content"]
                span = {"traceId": trace, "spanId": "%016x" % (len(spans) + 1), "parentSpanId": parent, "name": "turn"}
                spans.append(span)
                if said != "Hi":
                    spans.append({**span, "spanId": "00000000000000aa", "parentSpanId": span["spanId"], "name": "execute_tool book"})
                print(json.dumps({"content": "Your name?" if said == "Hi" else "Booked for Omar."}))
            body = json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}).encode()
            url = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] + "/v1/traces"
            urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": "application/json"}))
            """;
        var command = System.Text.Json.JsonSerializer.Serialize((string[])["python3", "-c", Program]);
        await using var bench = new EmulatorBench(
            ProtocolRunTests.Seed(
                $"\"protocol\": \"command\", \"timeout_seconds\": 300, \"command\": {command}, \"traces\": true",
                """{ "tool_called": { "name": "book" } }"""
            ),
            options: new() { TracePatience = TimeSpan.FromMinutes(5) }
        );

        var run = await ProtocolRunTests.RunAsync(bench);

        Assert.Equal("completed True", $"{run["status"]} {run["success"]?.GetValue<bool>() is true} {run["error_message"]}".TrimEnd());
        Assert.Contains(run["transcript_object"]!.AsArray(), turn => turn!["content"]!.ToString() == "seen by trace");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<JsonNode> ReloadedAsync(EmulatorBench bench, string seed, string path)
    {
        await using var other = new EmulatorBench(seed);
        other.Emulator.LoadData(bench.Emulator.SaveData());
        return await other.GetAsync(path);
    }

    private static async Task AnswerAsync(HttpContext context, Func<string, bool, Task> export, bool showsTool = false)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var isLast = request["messages"]!.AsArray()[^1]!["content"]!.ToString() == "Omar";
        await export(context.Request.Headers["traceparent"].ToString(), isLast);
        var message = new JsonObject { ["content"] = isLast ? "Booked for Omar." : "Your name?" };
        if (isLast && showsTool)
        {
            message["tool_calls"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "other_id",
                    ["function"] = new JsonObject { ["name"] = "book", ["arguments"] = """{ "day": "Thu" }""" },
                }
            );
        }

        await context.Response.WriteAsJsonAsync<JsonNode>(
            new JsonObject { ["choices"] = new JsonArray(new JsonObject { ["finish_reason"] = "stop", ["message"] = message }) }
        );
    }

    // As an agent does whose framework records its requests and its tools.
    private async Task ExportAsync(string traceParent, bool isLast)
    {
        var (trace, parent) = (traceParent.Split('-')[1], traceParent.Split('-')[2]);
        var now = (ulong)(DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        var tool = $$"""
            { "traceId": "{{trace}}", "spanId": "00000000000000aa", "parentSpanId": "00000000000000bb", "name": "execute_tool book",
              "startTimeUnixNano": "{{now}}", "endTimeUnixNano": "{{now}}", "attributes": [
                { "key": "gen_ai.operation.name", "value": { "stringValue": "execute_tool" } },
                { "key": "gen_ai.tool.name", "value": { "stringValue": "book" } },
                { "key": "gen_ai.tool.call.id", "value": { "stringValue": "call_1" } },
                { "key": "gen_ai.tool.call.arguments", "value": { "stringValue": "{\"day\":\"Thu\"}" } },
                { "key": "gen_ai.tool.call.result", "value": { "stringValue": "ok" } } ] },
            """;
        var spans = $$"""
            { "resourceSpans": [ { "scopeSpans": [ { "spans": [ {{(isLast ? tool : "")}}
              { "traceId": "{{trace}}", "spanId": "{{(
                isLast ? "00000000000000bb" : "00000000000000cc"
            )}}", "parentSpanId": "{{parent}}", "name": "POST" } ] } ] } ] }
            """;
        using var content = new StringContent(spans, Encoding.UTF8, "application/json");
        using var taken = await _exporter.PostAsync(new Uri($"http://localhost:{_port}/v1/traces"), content);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private string Seed(LoopbackAgent agent, string rule = """{ "tool_called": { "name": "book" } }""") =>
        ProtocolRunTests.Seed(
            $"\"protocol\": \"openai-chat\", \"url\": \"{agent.Url.ToString().Replace("ws:", "http:", StringComparison.Ordinal)}\", \"traces\": {{ \"port\": {_port} }}",
            rule
        );
}
