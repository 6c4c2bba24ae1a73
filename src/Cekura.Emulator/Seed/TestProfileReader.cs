using System.Text.Json;

namespace Cekura.Emulator.Seed;

/// <summary>Reads an entry of <c>test_profiles</c>.</summary>
internal static class TestProfileReader
{
    public static TestProfile Read(SeedElement element, Section<Agent> agents)
    {
        var information = element.Get("information")
            ?? throw element.Error($"{element.Path} needs \"information\": an object with the values.", SeedCode.MissingKey);
        if (information.Value.ValueKind != JsonValueKind.Object)
        {
            throw information.Error($"{information.Path} must be an object, {{…}}.");
        }

        return new()
        {
            Id = element.Require("id").Integer(min: 1),
            Name = element.Require("name").Text(),
            Agent = agents.ResolveOptional(element.Get("agent"))?.Id,
            Information = information.Value,
            Source = element.Value,
        };
    }
}
