using System.Text;
using System.Text.Json.Nodes;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Contract.Tests.Differential;

/// <summary>Our readers, the schemas that we ship and the vendor's own schema say the same of every document.</summary>
public sealed class SchemaAgreementTests
{
    private const string OurManifest = "cekura.schema.json";
    private const string OurSuite = "cekura.tests.schema.json";
    private const string Vendors = "test-suite-v1.schema.json";

    /// <summary>Errors about what a JSON Schema cannot see. The reader must find them; a validator cannot.</summary>
    private static readonly Dictionary<string, string> BeyondSchemas = new()
    {
        [DiagnosticCodes.UnknownProperty] = "an error only where the name is nearly another one",
        [DiagnosticCodes.DuplicateProperty] = "validators get objects, in which a name stands once",
        [DiagnosticCodes.DuplicateReference] = "3 and { \"id\": 3 } are the same personality, and different values",
        [DiagnosticCodes.DuplicatePair] = "compares entries by several of their properties, and with defaults",
        [DiagnosticCodes.TooManyPairs] = "multiplies lengths",
        [DiagnosticCodes.PassAtLeastTooHigh] = "compares two properties",
        [DiagnosticCodes.ModeTakesNoPersonalities] = "depends on the mode and the personalities of the whole manifest",
        [DiagnosticCodes.ModeTakesNoTestProfiles] = "depends on the mode and the test profiles of the whole manifest",
        [DiagnosticCodes.FrequencyTooHigh] = "depends on the mode of the whole manifest",
    };

    [AjvFact]
    public async Task Manifests()
    {
        var documents = Corpus.OfManifests();
        var schemas = new Dictionary<string, JsonNode> { [OurManifest] = Ajv.Shipped(OurManifest) };

        var theirs = await Ajv.AskAsync(schemas, documents.Select(document => (OurManifest, document)));

        Check(documents, ReadManifest, [("our schema", theirs)]);
    }

    [AjvFact]
    public async Task Suites()
    {
        var documents = Corpus.OfSuites();
        var schemas = new Dictionary<string, JsonNode> { [OurSuite] = Ajv.Shipped(OurSuite) };
        var judges = new List<(string, IReadOnlyList<string>)>
        {
            ("our schema", await Ajv.AskAsync(schemas, documents.Select(document => (OurSuite, document)))),
        };
        if (Examples.SkipReason is null)
        {
            var vendors = new Dictionary<string, JsonNode>
            {
                [Vendors] = AsToday(
                    JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Examples.Folder)!, Vendors)))!
                ),
            };
            judges.Add(("the vendor's schema", await Ajv.AskAsync(vendors, documents.Select(document => (Vendors, document)))));
        }

        Check(documents, ReadSuite, judges);
    }

    /// <summary>
    /// The vendor's schema with what newer texts change: no accent of inline personalities, a phone number of test cases and defaults.
    /// </summary>
    private static JsonNode AsToday(JsonNode schema)
    {
        foreach (var properties in Objects(schema).Select(found => found["properties"]).OfType<JsonObject>().ToList())
        {
            properties.Remove("accent");
            if (properties.ContainsKey("max_duration"))
            {
                properties["phone_number"] = new JsonObject { ["type"] = "string" };
            }
        }

        return schema;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject found => found.Select(member => member.Value).SelectMany(Objects).Prepend(found),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };

    private static void Check(
        IReadOnlyList<string> documents,
        Func<string, string> ours,
        IReadOnlyList<(string Judge, IReadOnlyList<string> Errors)> judges
    )
    {
        var verdicts = documents.Select(ours).ToList();
        var disagreements =
            from judge in judges
            from index in Enumerable.Range(0, documents.Count)
            where verdicts[index].Length == 0 != (judge.Errors[index].Length == 0)
            select $"{documents[index]}\n  ours: {verdicts[index]}\n  {judge.Judge}: {judge.Errors[index]}";

        var shown = string.Join('\n', disagreements.Take(20));
        Assert.True(shown.Length == 0, shown);

        // A corpus on which everybody says the same of everything would show nothing.
        Assert.InRange(verdicts.Count(verdict => verdict.Length == 0), 150, documents.Count);
        Assert.InRange(verdicts.Count(verdict => verdict.Length > 0), 300, documents.Count);
    }

    private static string ReadManifest(string document) =>
        new ManifestReader()
            .Parse(Encoding.UTF8.GetBytes(document), OurManifest)
            .Diagnostics.FirstOrDefault(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error && !BeyondSchemas.ContainsKey(diagnostic.Code)
            )
            ?.ToString()
        ?? "";

    private static string ReadSuite(string document)
    {
        var read = new SuiteReader().Parse(Encoding.UTF8.GetBytes(document), OurSuite);
        return read.FollowsSchema
            ? ""
            : read.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)?.ToString()
                ?? "no error, yet not the schema";
    }
}
