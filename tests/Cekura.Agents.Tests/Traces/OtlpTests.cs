using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Traces;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cekura.Agents.Tests.Traces;

/// <summary>Spans on their way: as the exporter of OpenTelemetry sends them, in JSON, broken.</summary>
public sealed class OtlpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_exporter_of_OpenTelemetry_is_understood()
    {
        var context = TraceContext.Of(7, 1001, 42, DateTimeOffset.UnixEpoch);
        var store = new TraceStore(TimeProvider.System);
        store.Expect(context);
        await using var receiver = Receivers.Start(store);
        using var source = new ActivitySource(nameof(The_exporter_of_OpenTelemetry_is_understood), "2.0");

        Send(receiver, source.Name, () => Record(source, context));
        var isWhole = await store.WaitAsync(context.TraceId, 1, Patience, CancellationToken.None);

        var (spans, dropped) = store.Of(context.TraceId);
        var (tool, outer) = (spans.Single(span => span.Name.Contains("tool")), spans.Single(span => span.Name == "POST /chat"));
        Assert.Equal((true, 0, 2, 0), (isWhole, dropped, spans.Count, receiver.Refused));
        Assert.Equal((context.SpanId, 2, "Desk", source.Name), (outer.ParentId, outer.Kind, outer.Service, outer.Scope));
        Assert.Equal((outer.SpanId, context.TraceId), (tool.ParentId, tool.TraceId));
        Assert.Equal((true, "no table"), (tool.IsError, tool.Error));
        Assert.Equal((12L, "Paris 🗼"), (tool.Number("count"), tool.Text("city")));
        Assert.Equal(
            """{"flag":true,"ratio":0.5,"many":["a","b"]}""",
            new JsonObject
            {
                ["flag"] = Copy(tool, "flag"),
                ["ratio"] = Copy(tool, "ratio"),
                ["many"] = Copy(tool, "many"),
            }.ToJsonString()
        );
        Assert.Equal("retry", Assert.Single(tool.Events).Name);
        Assert.Equal(TimeSpan.FromMilliseconds(250), tool.Duration);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), tool.Start);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var span = new AgentSpan
        {
            TraceId = "0123456789abcdef0123456789abcdef",
            SpanId = "0123456789abcdef",
            ParentId = "fedcba9876543210",
            Name = "chat gpt",
            Scope = "Models",
            Service = "Desk",
            Kind = 3,
            Start = DateTimeOffset.UnixEpoch.AddTicks(17),
            End = DateTimeOffset.UnixEpoch.AddTicks(19),
            IsError = true,
            Error = "429",
            Attributes = new Dictionary<string, JsonNode?>
            {
                ["text"] = "a\"b",
                ["whole"] = long.MaxValue,
                ["real"] = 0.25,
                ["flag"] = false,
                ["list"] = new JsonArray("x", 1L),
                ["map"] = new JsonObject { ["in"] = new JsonObject { ["deep"] = true } },
                ["none"] = null,
            },
            Events = [new(DateTimeOffset.UnixEpoch.AddTicks(18), "exception", new Dictionary<string, JsonNode?> { ["type"] = "Timeout" })],
        };

        var written = Written([span, span with { Service = "Other", SpanId = "1" }]);
        var read = OtlpJson.Read(Encoding.UTF8.GetBytes(written));

        Assert.Equal(["Desk", "Other"], read.Select(one => one.Service));
        Assert.Equal(written, Written(read));
    }

    [Theory]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"AB","spanId":"CD","name":"n"}]}]}]}""", "AB")]
    [InlineData("""[{"scopeSpans":[{"spans":[{"traceId":"ab","spanId":"cd","name":"n"}]}]}]""", "ab")]
    [InlineData("""[{"traceId":"ab","spanId":"cd","name":"n","startTimeUnixNano":5}]""", "ab")]
    public void A_backend_gives_back_a_request_its_parts_or_spans(string json, string traceId)
    {
        var span = Assert.Single(OtlpJson.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Equal((traceId.ToLowerInvariant(), "cd", "n"), (span.TraceId, span.SpanId, span.Name));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("[7]")]
    public void What_is_no_trace_is_said_to_be_none(string json) =>
        Assert.Throws<OtlpException>(() => OtlpJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Whatever_bytes_come_are_spans_or_refused()
    {
        var whole = Protobufs.Request();
        Assert.Single(OtlpProtobuf.Read(whole));
        var random = new Random(20261130);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var bytes = whole[..random.Next(whole.Length + 1)];
            for (var change = 0; change < trial % 4 && bytes.Length > 0; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                OtlpProtobuf.Read(bytes);
            }
            catch (OtlpException)
            {
                // Refused, with a sentence.
            }
        }
    }

    [Fact]
    public void A_value_in_a_value_without_end_is_left_out()
    {
        Assert.Single(OtlpProtobuf.Read(Protobufs.Request(depth: 5_000)));
        Assert.Single(OtlpProtobuf.Read(Protobufs.Request(depth: 5_000, asMap: true)));
    }

    private static JsonNode? Copy(AgentSpan span, string key) => span.Attributes[key]?.DeepClone();

    private static string Written(IEnumerable<AgentSpan> spans)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            OtlpJson.Write(json, spans);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Send(OtlpReceiver receiver, string source, Action record)
    {
        using var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("Desk"))
            .AddSource(source)
            .AddOtlpExporter(options =>
            {
                options.Endpoint = new($"{receiver.Address}/v1/traces");
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
            })
            .Build();
        record();
        provider.ForceFlush((int)Patience.TotalMilliseconds);
    }

    private static void Record(ActivitySource source, TraceContext context)
    {
        var start = DateTimeOffset.UnixEpoch.AddDays(1);
        var parent = ActivityContext.Parse(context.Parent, traceState: null);
        using var outer = source.StartActivity("POST /chat", ActivityKind.Server, parent)!;
        using var tool = source.StartActivity(
            ActivityKind.Internal,
            outer.Context,
            name: "execute_tool book",
            startTime: start,
            tags: [new("count", 12), new("city", "Paris 🗼"), new("flag", true), new("ratio", 0.5), new("many", new[] { "a", "b" })]
        )!;
        tool.AddEvent(new("retry", start.AddMilliseconds(1)));
        tool.SetStatus(ActivityStatusCode.Error, "no table");
        tool.SetEndTime(start.AddMilliseconds(250).UtcDateTime);
    }
}
