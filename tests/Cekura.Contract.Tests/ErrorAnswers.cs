using System.Text.Json;
using Cekura.Client;
using Cekura.Testing;

namespace Cekura.Contract.Tests;

public sealed class ErrorAnswers
{
    internal static readonly Dictionary<string, ExpectedError> Expected = new(StringComparer.Ordinal)
    {
        ["error-200-not-json.json"] = new(typeof(CekuraUnknownOutcomeException), ["<html>maintenance</html>"])
        {
            OfGet = typeof(CekuraTransientException),
        },
        ["error-400-attached-audio.json"] = new(
            typeof(CekuraValidationException),
            ["Attached audio on condition 2 is still transcribing — wait for it to finish"]
        ),
        ["error-400-balance.json"] = new(typeof(CekuraBillingException), ["Insufficient balance for this operation"]),
        ["error-400-detail-credentials.json"] = new(
            typeof(CekuraValidationException),
            ["Agent must have CHIRP credentials configured (chirp_data with chirp_websocket_url)."]
        ),
        ["error-400-field.json"] = new(typeof(CekuraValidationException), ["sip_endpoint: Agent does not have a SIP endpoint configured."])
        {
            Locations = ["sip_endpoint"],
        },
        ["error-400-list-personalities.json"] = new(typeof(CekuraValidationException), ["Invalid personalities provided."]),
        ["error-400-list-websocket.json"] = new(typeof(CekuraValidationException), ["Agent does not have a websocket URL"]),
        ["error-400-located-flat.json"] = new(typeof(CekuraValidationException), ["scenarios[0].metrics[0]: not enabled", "spec: bad"])
        {
            Locations = ["scenarios[0].metrics[0]", "spec"],
        },
        ["error-400-located.json"] = new(
            typeof(CekuraValidationException),
            [
                "scenarios[0].instructions: Instructions are required.",
                "scenarios[1].metrics[0]: No metric with slug 'greetng_by_name' in project 742. Check the slug in the dashboard, or reference the metric by its numeric ID.",
                "scenarios[2].personality.voice_model: 'voice_model' is required when no 'base' personality is given.",
            ]
        )
        {
            Locations = ["scenarios[0].instructions", "scenarios[1].metrics[0]", "scenarios[2].personality.voice_model"],
        },
        ["error-400-missing-scope.json"] = new(typeof(CekuraValidationException), ["Please provide one of the required query parameter"]),
        ["error-400-non-field.json"] = new(
            typeof(CekuraValidationException),
            ["non_field_errors: Either scenarios, tags or folder_path must be provided."]
        )
        {
            Locations = ["non_field_errors"],
        },
        ["error-400-scenarios.json"] = new(typeof(CekuraValidationException), ["scenarios: Invalid scenario IDs or scenarios not found"])
        {
            Locations = ["scenarios"],
        },
        ["error-401-invalid-key.json"] = new(typeof(CekuraAuthenticationException), ["Invalid API key."]),
        ["error-401.json"] = new(typeof(CekuraAuthenticationException), ["Authentication credentials were not provided."]),
        ["error-402-balance.json"] = new(typeof(CekuraBillingException), ["Insufficient balance for this operation"]),
        ["error-403.json"] = new(typeof(CekuraForbiddenException), ["You do not have permission to perform this action."]),
        ["error-404.json"] = new(typeof(CekuraNotFoundException), ["Not found."]),
        ["error-409-chat.json"] = new(typeof(CekuraConflictException), ["Run is still starting, or has already ended."]),
        ["error-429.json"] = new(typeof(CekuraRateLimitedException), ["Request was throttled. Expected available in 12 seconds."])
        {
            RetryAfter = TimeSpan.FromSeconds(12),
        },
        ["error-500.json"] = new(typeof(CekuraUnknownOutcomeException), ["<!doctype html><title>Server Error (500)</title>"])
        {
            OfGet = typeof(CekuraTransientException),
        },
        ["error-502-maintenance.json"] = new(
            typeof(CekuraUnknownOutcomeException),
            ["<html><head><title>502 Bad Gateway</title></head><body>…</body></html>"]
        )
        {
            OfGet = typeof(CekuraTransientException),
        },
        ["error-503-retry-after.json"] = new(typeof(CekuraUnknownOutcomeException), ["Service temporarily unavailable."])
        {
            OfGet = typeof(CekuraTransientException),
            RetryAfter = TimeSpan.FromSeconds(5),
        },
    };

    public static TheoryData<string> Files => [.. Expected.Keys];

    [ContractTheory]
    [MemberData(nameof(Files))]
    public async Task A_failed_start_is_classified_and_quoted(string file) =>
        Check(file, Expected[file].Type, await FailureAsync(file, client => client.Scenarios.RunTextAsync(new() { ScenarioIds = [1] })));

    [ContractTheory]
    [MemberData(nameof(Files))]
    public async Task A_failed_read_is_classified_and_quoted(string file)
    {
        var failure = await FailureAsync(file, client => client.Runs.GetAsync(1));

        Check(file, Expected[file].OfGet ?? Expected[file].Type, failure);
        Assert.Equal(
            Expected[file].RetryAfter,
            failure switch
            {
                CekuraRateLimitedException throttled => throttled.RetryAfter,
                CekuraTransientException transient => transient.RetryAfter,
                _ => null,
            }
        );
    }

    private static void Check(string file, Type type, CekuraException failure)
    {
        Assert.IsType(type, failure);
        Assert.Equal(Examples.Json(file).GetProperty("status").GetInt32(), failure.StatusCode);
        Assert.Equal(Expected[file].Messages, failure.Messages);
        Assert.Equal(Expected[file].Locations, failure.Errors.Keys);
        Assert.Equal(Body(Examples.Json(file)), failure.Body);
    }

    private static async Task<CekuraException> FailureAsync<T>(string file, Func<CekuraClient, Task<T>> call)
    {
        var envelope = Examples.Json(file);
        var headers = envelope
            .GetProperty("headers")
            .EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!);
        Assert.True(headers.Remove("Content-Type", out var contentType));
        using var service = new ScriptedHandler().AnswerAs(
            contentType,
            Body(envelope),
            envelope.GetProperty("status").GetInt32(),
            [.. headers.Select(header => (header.Key, header.Value))]
        );
        return await Assert.ThrowsAnyAsync<CekuraException>(() => Examples.CallAsync(service, call));
    }

    private static string Body(JsonElement envelope)
    {
        var body = envelope.GetProperty("body");
        return body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
    }

    internal sealed record ExpectedError(Type Type, string[] Messages)
    {
        /// <summary>The class when the failed request was a read; null when it is the same.</summary>
        public Type? OfGet { get; init; }

        public string[] Locations { get; init; } = [];

        public TimeSpan? RetryAfter { get; init; }
    }
}
