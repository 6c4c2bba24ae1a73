using System.Text.Json.Nodes;
using Cekura.Contract.Tests.Requests;
using Cekura.Contract.Tests.Schema;

namespace Cekura.Contract.Tests.Emulated;

public sealed class ExampleTests(EmulatedAnswers emulator) : IClassFixture<EmulatedAnswers>
{
    // Section 10.1. Most examples have no other metrics.
    private const string OfBinaryMetrics = "score_normalized";

    private static readonly Dictionary<string, string> Odd = new()
    {
        ["result-detail-string-counts.json"] = "Counts as the schema types them, which other documents do not.",
        ["run-encrypted-transcript.json"] = "A shape that no document of the service shows.",
    };

    [ContractFact]
    public void A_field_that_every_published_example_has_is_in_every_answer_of_the_emulator()
    {
        var examples = AnswerExamples
            .All.GroupBy(example => example.Operation)
            .ToDictionary(group => group.Key, group => Shape.Always(group.Select(example => example.Body)));
        var missing =
            from exchange in emulator.Exchanges
            where exchange.Body.Length > 0 && examples.ContainsKey(exchange.Operation.Name)
            from found in Shape.Objects(JsonNode.Parse(exchange.Body))
            where found.Object.Count > 0
            from name in examples[exchange.Operation.Name].GetValueOrDefault(found.Place) ?? new HashSet<string>()
            where !found.Object.ContainsKey(name) && name is not OfBinaryMetrics
            select $"{exchange.Operation.Name}: {found.Place}.{name} is missing";

        Complaints.AssertNone(missing.Distinct());
    }

    [ContractFact]
    public void The_published_examples_fit_the_slice_where_it_is_corrected()
    {
        var violations =
            from example in AnswerExamples.All
            where !Odd.ContainsKey(example.File)
            from violation in CheckAnswer(Slice.Corrected, example.Operation, example.Body)
            where violation.Problem is not "is missing"
            select $"{example.File}: {violation}";

        Complaints.AssertNone(violations);
    }

    [ContractFact]
    public async Task Every_known_contradiction_is_one()
    {
        var requests = await Task.WhenAll(BodyCalls.All.Select(Wire.CaptureAsync));
        var answers = emulator
            .Exchanges.Select(exchange =>
                (
                    Whole: $"{exchange.Operation.Name} {exchange.Status}:",
                    Violations: Slice.Published.Find(exchange.Method, exchange.Path)!.CheckAnswer(exchange.Status, exchange.Body)
                )
            )
            .ToList();
        var places = requests
            .SelectMany(request =>
                Slice.Published.Find(request.Method, new Uri(request.Address).AbsolutePath)!.CheckRequest(request.Body, Wire.Query(request))
            )
            .Concat(answers.SelectMany(answer => answer.Violations))
            .Concat(AnswerExamples.All.SelectMany(example => CheckAnswer(Slice.Published, example.Operation, example.Body)))
            .Select(violation => violation.Place)
            // What is wrong as a whole shows in fields of the schema that stands in its place.
            .Concat(answers.Where(answer => answer.Violations.Any()).Select(answer => answer.Whole))
            .ToHashSet();

        Complaints.AssertNone(
            from contradiction in KnownContradictions.All
            from spot in contradiction.Where
            where !places.Any(place => Correction.Covers(spot, place))
            select $"{spot} contradicts nothing: {contradiction.Why}"
        );
    }

    private static IReadOnlyList<Violation> CheckAnswer(Slice slice, string operation, JsonNode body) =>
        slice[operation].CheckAnswer(slice[operation].SuccessStatus, body.ToJsonString());
}
