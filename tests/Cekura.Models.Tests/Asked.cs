using System.Text.Json.Nodes;
using Cekura.Models.Chat;
using Cekura.Models.Endpoint;
using Cekura.Models.Limits;
using Cekura.Models.Options;

namespace Cekura.Models.Tests;

/// <summary>A client of a stub, and questions for it.</summary>
internal sealed class Asked : IDisposable
{
    public const string Key = "sk-secret-0123456789";

    private readonly EndpointModel _model;
    private readonly LimitedModel _limited;

    public Asked(Uri address, ModelSettings? settings = null, TimeProvider? time = null, string? key = Key)
    {
        settings = (settings ?? new()).Over(new() { CallerModel = "tiny", JudgeModel = "wise" });
        var budget = new CallBudget(settings);
        var options = new EndpointOptions(address, key)
        {
            Timeout = settings.Timeout ?? ModelSettings.DefaultTimeout,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        _model = new(settings, options, budget, EndpointExchange.NewHandler(address), time ?? TimeProvider.System);
        _limited = new(_model, settings, budget);
    }

    public static ModelRequest Question { get; } = Of("Hello?");

    public static ModelRequest Of(string text, string kind = "caller turn 1", string test = "Booking [Terse]") =>
        new(
            ModelRole.Caller,
            [new(ChatMessage.System, "You are a caller."), new(ChatMessage.User, text)],
            new(
                "turn",
                JsonNode.Parse("""{"type": "object", "properties": {"fine": {"type": "boolean"}}, "required": ["fine"]}""")!.AsObject()
            )
        )
        {
            Seed = 7,
            Key = new(test, kind, [new("instructions", "Book a table."), new("agent", text)]),
        };

    public Task<ModelReply> AskAsync(ModelRequest? request = null, CancellationToken cancellationToken = default) =>
        _limited.AskAsync(request ?? Question, cancellationToken);

    public async Task<ModelException> FailAsync(ModelRequest? request = null)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => AskAsync(request));
        Assert.DoesNotContain(Key, error.ToString());
        return error;
    }

    public void Dispose()
    {
        _limited.Dispose();
        _model.Dispose();
    }
}
