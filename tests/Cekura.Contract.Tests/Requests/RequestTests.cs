using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Client;

namespace Cekura.Contract.Tests.Requests;

public sealed class RequestTests
{
    private static readonly Dictionary<string, ClientCall> Calls = BodyCalls
        .All.Concat(ReadCalls.All)
        .ToDictionary(call => call.ToString());

    // Not sent, on purpose.
    private static readonly Dictionary<string, string> Unsent = new()
    {
        ["POST scenarios/run_scenarios_json/: file"] = "The client sends the suite itself, not a file of a form.",
        ["POST scenarios/validate_scenarios_json/: file"] = "The client sends the suite itself, not a file of a form.",
    };

    // Section 12: the slice has only placeholders for them, with the fields of other operations, or nothing at all.
    private static readonly HashSet<string> Unpublished =
    [
        "Runs.MarkExpectedOutcomeVoteAsync",
        "Runs.MarkCriticalScenarioWrongAsync",
        "Runs.UnmarkCriticalScenarioWrongAsync",
        "Runs.RunExpectedOutcomeAsync",
        "Runs.StartExpectedOutcomeAsync",
        "Runs.GetExpectedOutcomeProgressAsync",
        "Prompts.ImproveInBackgroundAsync",
        "Prompts.GetProgressAsync",
        "Prompts.GetIssuesAsync",
    ];

    public static TheoryData<string> Documented =>
        [.. Calls.Where(call => !Unpublished.Contains(call.Value.Method)).Select(call => call.Key)];

    public static TheoryData<string> WithBody => [.. BodyCalls.All.Select(call => call.ToString())];

    public static TheoryData<string> Operations =>
        [.. BodyCalls.All.Select(call => call.Method).Distinct().Where(method => !Unpublished.Contains(method))];

    [ContractTheory]
    [MemberData(nameof(Documented))]
    public async Task A_request_is_as_the_slice_documents_it(string name)
    {
        var request = await Wire.CaptureAsync(Calls[name]);

        Assert.Empty(Wire.Operation(request).CheckRequest(request.Body, Wire.Query(request)));
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_has_what_the_caller_gave_and_nothing_else(string name)
    {
        var request = await Wire.CaptureAsync(Calls[name]);

        AssertJson(BodyCalls.Body(Calls[name]), Wire.Body(request));
    }

    [ContractTheory]
    [MemberData(nameof(Operations))]
    public async Task Every_documented_field_of_a_body_can_be_sent(string method)
    {
        var requests = await Task.WhenAll(BodyCalls.All.Where(call => call.Method == method).Select(Wire.CaptureAsync));
        var operation = Wire.Operation(requests[0]);
        var sent = requests.SelectMany(request => Wire.Body(request)!.AsObject().Select(entry => entry.Key)).ToHashSet();

        Assert.DoesNotContain(operation.BodyFields, name => !sent.Contains(name) && !Unsent.ContainsKey($"{operation.Name}: {name}"));
    }

    [ContractTheory]
    [MemberData(nameof(RequestExamples.Files), MemberType = typeof(RequestExamples))]
    public async Task A_published_request_can_be_sent_as_it_is(string file)
    {
        var example = JsonNode.Parse(Examples.Text(file))!;

        var request = await Wire.CaptureAsync(BodyCalls.Call(RequestExamples.Methods[file], file, example));

        AssertJson(WithoutDefaults(example), Wire.Body(request));
        if (!Unpublished.Contains(RequestExamples.Methods[file]))
        {
            Assert.Empty(Wire.Operation(request).CheckRequest(request.Body, Wire.Query(request)));
        }
    }

    // A metric of a test set without an expected value may say so with null, or say nothing (section 14).
    private static JsonNode WithoutDefaults(JsonNode body)
    {
        foreach (var metric in body["metrics"] as JsonArray ?? [])
        {
            if (metric is JsonObject fields && fields["expected_value"] is null)
            {
                fields.Remove("expected_value");
            }
        }

        return body;
    }

    [ContractFact]
    public void Every_published_request_has_a_method_of_the_client_or_a_reason_not_to() =>
        Assert.Equal(
            Examples.Matching("request-*.json"),
            RequestExamples.Methods.Keys.Concat(RequestExamples.WithoutMethod.Keys).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_public_method_of_the_client_is_called_here()
    {
        // Recordings lie in a store of their own, which the contract says nothing about.
        var methods = typeof(CekuraClient)
            .GetProperties()
            .Where(resource => resource.PropertyType != typeof(RecordingsResource))
            .SelectMany(resource =>
                resource
                    .PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Where(method => !method.IsSpecialName)
                    .Select(method => $"{resource.Name}.{method.Name}")
            );

        Assert.Equal(
            methods.Distinct().Order(StringComparer.Ordinal),
            Calls.Values.Select(call => call.Method).Distinct().Order(StringComparer.Ordinal)
        );
    }

    private static void AssertJson(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected: {expected?.ToJsonString()}\nSent:     {actual?.ToJsonString()}");
}
