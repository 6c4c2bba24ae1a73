using System.Text.Json.Nodes;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Tests.Script;

public sealed class PlaceholdersTests
{
    private static readonly string Flat =
        """{ "name": "Zoë", "address": { "city": "Oslo" }, "a key": "spaced", "X-Id": 17, "vip": true, "gone": null, "list": ["first", { "x": 2 }] }""";

    [Theory]
    [InlineData("I am {{test_profile.name}}.", "I am Zoë.")]
    [InlineData("I am {{ test_profile.name }}.", "I am Zoë.")]
    [InlineData("{{test_profile.address.city}}", "Oslo")]
    [InlineData("{{test_profile['a key']}}", "spaced")]
    [InlineData("{{test_profile[\"a key\"]}}", "spaced")]
    [InlineData("{{test_profile['address'].city}}", "Oslo")]
    [InlineData("{{test_profile.X-Id}} {{test_profile.vip}}", "17 true")]
    [InlineData("{{test_profile.list[0]}} {{test_profile.list[1].x}}{{test_profile.list[9]}}", "first 2")]
    [InlineData("{{test_profile.address}}", """{"city":"Oslo"}""")]
    [InlineData("<{{test_profile.unknown}}{{test_profile.gone}}{{test_profile.name.x}}>", "<>")]
    [InlineData("{{function.f.x}} {{name}} {{test_profile}}", "{{function.f.x}} {{name}} {{test_profile}}")]
    public void Fills_from_a_flat_profile(string text, string filled) =>
        Assert.Equal(filled, Placeholders.Fill(text, (JsonObject)JsonNode.Parse(Flat)!));

    [Theory]
    [InlineData("{{test_profile.secret}}", "caller's")]
    [InlineData("{{test_profile.id}}", "7")]
    [InlineData("{{test_profile.both}}", "caller")]
    [InlineData("{{test_profile.outside}}", "")]
    public void Looks_into_both_sections_the_callers_first(string text, string filled)
    {
        var profile = JsonNode.Parse(
            """{ "main_agent_variables": { "id": 7, "both": "agent" }, "testing_agent_variables": { "secret": "caller's", "both": "caller" }, "outside": 1 }"""
        );

        Assert.Equal(filled, Placeholders.Fill(text, (JsonObject)profile!));
    }

    [Fact]
    public void Without_a_profile_every_key_is_unknown() =>
        Assert.Equal("I am .", Placeholders.Fill("I am {{test_profile.name}}.", profile: null));
}
