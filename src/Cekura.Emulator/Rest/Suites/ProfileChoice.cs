using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Seed;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Suites;

/// <summary>The test profile of an entry: one of the seed, or one of the suite's own.</summary>
/// <param name="Mode"><c>existing</c>, <c>inline</c> or <c>project_default</c>, which is none.</param>
/// <param name="Profile">Null: none.</param>
internal sealed record ProfileChoice(string Mode, TestProfile? Profile)
{
    private static readonly (string InSuite, string InProfile)[] Sections =
    [
        ("agent_variables", "main_agent_variables"),
        ("caller_variables", "testing_agent_variables"),
    ];

    public static ProfileChoice None { get; } = new("project_default", null);

    public bool IsTemporary => Mode == "inline";

    /// <summary>The sections that it fills; none of a flat profile.</summary>
    public IEnumerable<string> FilledSections =>
        Profile is null
            ? []
            : Sections.Select(section => section.InProfile).Where(section => Profile.Information.TryGetProperty(section, out _));

    public static ProfileChoice Read(SpecElement element, Workspace workspace, Agent? agent)
    {
        if (element.IsInteger)
        {
            return new("existing", Existing(element, workspace, agent));
        }

        if (!element.IsObject)
        {
            element.Report("Must be the ID of a test profile, or an object.");
            return None;
        }

        element.IsObjectOf(["name", .. Sections.Select(section => section.InSuite)]);
        if (!element.Value.EnumerateObject().Any())
        {
            element.Report("Must not be empty.");
        }

        return new(
            "inline",
            new()
            {
                Id = 0,
                Name = element.Get("name")?.Text(max: 255) ?? "Inline test profile",
                Information = Information(element),
                Source = element.Value,
            }
        );
    }

    private static TestProfile? Existing(SpecElement element, Workspace workspace, Agent? agent)
    {
        var id = element.Integer(min: 1);
        var found = workspace.TestProfiles.FirstOrDefault(profile =>
            profile.Id == id && (profile.Agent is null || profile.Agent == agent?.Id)
        );
        if (id is not null && agent is not null && found is null)
        {
            element.Report($"No test profile with ID {id} on agent {agent.Id} or its project.");
        }

        return found;
    }

    private static JsonElement Information(SpecElement element)
    {
        var information = new JsonObject();
        foreach (var (inSuite, inProfile) in Sections)
        {
            if (element.Get(inSuite) is { IsObject: true } variables)
            {
                information[inProfile] = variables.Value.ToNode();
            }
            else
            {
                element.Get(inSuite)?.Report("Must be an object.");
            }
        }

        return information.ToElement();
    }
}
