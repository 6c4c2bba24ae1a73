using Desk.Protocols;
using OpenTelemetry;
using OpenTelemetry.Trace;

// What the agent did goes to whom the environment names: the tests, where the seed says "traces".
using var traces = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is null
    ? null
    : Sdk.CreateTracerProviderBuilder()
        .AddSource("Microsoft.AspNetCore", "Experimental.Microsoft.Extensions.AI", Lines.Source.Name)
        .AddOtlpExporter()
        .Build();

// A program without an address: a line of JSON a turn.
if (args is ["--lines"])
{
    await Lines.HoldAsync(Console.In, Console.Out);
    return;
}

var builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
var app = builder.Build();
app.UseWebSockets();
app.MapGet("/health", () => "ok");
app.Map("/chat", CekuraWebSocket.HoldAsync);
app.MapPost("/v1/chat/completions", OpenAiChat.AnswerAsync);
app.MapPost("/v1/responses", OpenAiResponses.AnswerAsync);
app.MapPost("/ag-ui", AgUi.AnswerAsync);
app.MapPost("/a2a", A2A.AnswerAsync);
app.MapPost("/api/messages", Activities.AnswerAsync);
app.MapPost("/desk/{conversation}", PlainHttp.AnswerAsync);
app.Run();
