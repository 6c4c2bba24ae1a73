using System.Text.Json.Nodes;
using Cekura.Agents.Traces;

namespace Cekura.Agents.Tests.Traces;

public sealed class AgentTraceTests
{
    [Fact]
    public void Tools_are_read_by_the_conventions()
    {
        var trace = AgentTrace.Of([
            Span("2", 30, 40, "execute_tool", ("gen_ai.tool.name", "late")),
            Span(
                "1",
                10,
                20,
                "execute_tool",
                ("gen_ai.tool.name", "book"),
                ("gen_ai.tool.call.id", "call_7"),
                ("gen_ai.tool.call.arguments", """{"day":"Thu"}"""),
                ("gen_ai.tool.call.result", "ok")
            ) with
            {
                IsError = true,
                Error = "taken",
            },
            Span("3", 50, 45, operation: null) with
            {
                Name = "execute_tool named",
            },
            Span("4", 60, 70, "chat") with
            {
                Name = "execute_tool no",
            },
        ]);

        Assert.Equal(["book", "late", "named"], trace.Tools.Select(tool => tool.Name));
        Assert.Equal(("call_7", "2", "3"), (trace.Tools[0].Id, trace.Tools[1].Id, trace.Tools[2].Id));
        Assert.Equal(
            ("""{"day":"Thu"}""", "ok", "taken"),
            (trace.Tools[0].Arguments!.ToString(), trace.Tools[0].Result!.ToString(), trace.Tools[0].Error)
        );
        Assert.Null(trace.Tools[1].Arguments);
        Assert.Equal(trace.Tools[2].Start, trace.Tools[2].End);
    }

    [Fact]
    public void Tokens_of_a_client_around_a_client_are_counted_once()
    {
        var trace = AgentTrace.Of([
            Usage(Span("a", 0, 90, "invoke_agent"), 100, 100),
            Usage(Span("b", 0, 50, "chat", ("gen_ai.request.model", "small"), ("gen_ai.response.model", "small-1")), 10, 5) with
            {
                ParentId = "a",
            },
            Usage(Span("c", 5, 45, "chat"), 10, 5) with
            {
                ParentId = "x",
            },
            Span("x", 4, 46, operation: null) with
            {
                ParentId = "b",
            },
            Usage(Span("d", 50, 60, "chat"), 7, null) with
            {
                ParentId = "a",
            },
        ]);

        Assert.Equal((17L, 5L, 22L), (trace.InputTokens, trace.OutputTokens, trace.Tokens));
        Assert.Equal(["small-1", ""], trace.Models.Select(model => model.Model));
    }

    [Fact]
    public void An_agent_that_shows_no_model_shows_its_own_tokens_and_one_that_shows_none_has_none()
    {
        Assert.Equal(
            7,
            AgentTrace
                .Of([Usage(Span("a", 0, 9, "invoke_agent"), 3, 4), Usage(Span("b", 0, 9, "invoke_agent"), 3, 4) with { ParentId = "a" }])
                .Tokens
        );
        Assert.Null(AgentTrace.Of([Span("b", 0, 50, "chat")]).Tokens);
        Assert.Null(AgentTrace.Of([Usage(Span("b", 0, 50, "chat"), -3, null)]).Tokens);
    }

    [Fact]
    public void The_time_of_a_turn_is_of_tools_models_and_the_rest()
    {
        var trace = AgentTrace.Of([
            Span("m1", 10, 50, "chat"),
            Span("t1", 20, 40, "execute_tool"),
            Span("t2", 30, 45, "execute_tool"),
            Span("m2", 50, 60, "chat"),
            Span("next", 200, 300, "chat"),
        ]);

        var turn = trace.Latency(At(0), At(100));

        Assert.Equal((100, 25, 25, 50), (Ms(turn.Total), Ms(turn.Models), Ms(turn.Tools), Ms(turn.Rest)));
        Assert.Equal(
            (10, 0, 10),
            (Ms(trace.Latency(At(35), At(45)).Total), Ms(trace.Latency(At(35), At(45)).Models), Ms(trace.Latency(At(35), At(45)).Tools))
        );
        Assert.Equal(0, Ms(trace.Latency(At(9), At(3)).Total));
    }

    [Fact]
    public void A_trace_that_goes_in_a_circle_is_read()
    {
        var trace = AgentTrace.Of([
            Usage(Span("a", 0, 9, "chat"), 1, 1) with
            {
                ParentId = "b",
            },
            Usage(Span("b", 0, 9, "chat"), 1, 1) with
            {
                ParentId = "a",
            },
        ]);

        Assert.Equal(0, trace.Models.Count(model => model.Model.Length > 0));
    }

    private static int Ms(TimeSpan time) => (int)time.TotalMilliseconds;

    private static DateTimeOffset At(int milliseconds) => DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);

    private static AgentSpan Usage(AgentSpan span, int? input, int? output)
    {
        var attributes = span.Attributes.ToDictionary();
        if (input is { } read)
        {
            attributes["gen_ai.usage.input_tokens"] = JsonValue.Create((long)read);
        }

        if (output is { } written)
        {
            attributes["gen_ai.usage.output_tokens"] = JsonValue.Create((double)written);
        }

        return span with
        {
            Attributes = attributes,
        };
    }

    private static AgentSpan Span(string id, int start, int end, string? operation, params (string Key, string Value)[] attributes)
    {
        var all = attributes.ToDictionary(pair => pair.Key, pair => (JsonNode?)JsonValue.Create(pair.Value));
        if (operation is not null)
        {
            all["gen_ai.operation.name"] = operation;
        }

        return new()
        {
            TraceId = "t",
            SpanId = id,
            Name = $"{operation} x",
            Start = At(start),
            End = At(end),
            Attributes = all,
        };
    }
}
