using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;

namespace Cekura.Manifests.Tests.Modes;

/// <summary>The schema that editors use knows the modes and their options, no more and no fewer.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Definitions = JsonNode.Parse(
        File.ReadAllText(
            Path.Combine(
                typeof(SchemaTests)
                    .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                    .Single(data => data.Key == "RepositoryDirectory")
                    .Value!,
                "src",
                "Cekura.TestAdapter",
                "schemas",
                "cekura.schema.json"
            )
        )
    )!["$defs"]!;

    public static TheoryData<string> Modes => [.. ModeTable.Names];

    [Fact]
    public void It_knows_every_mode()
    {
        Assert.Equal(
            ModeTable.Names.Order(StringComparer.Ordinal),
            Definitions["mode"]!["enum"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(ModeTable.Names.Order(StringComparer.Ordinal), Keys(Definitions["options"]!));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void It_knows_every_option_of_a_mode_and_explains_it(string mode)
    {
        var options = Definitions["options"]!["properties"]![mode]!;

        Assert.Equal(ModeTable.Find(mode)!.Options.Select(option => option.Name).Order(StringComparer.Ordinal), Keys(options));
        Assert.All(options["properties"]!.AsObject(), option => Assert.NotEmpty((string)option.Value!["description"]!));
    }

    private static IEnumerable<string> Keys(JsonNode schema) =>
        schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);
}
