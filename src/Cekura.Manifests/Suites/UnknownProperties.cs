using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Suites;

/// <summary>Properties that the format does not have: most are typing errors, some are known to be tried.</summary>
internal static class UnknownProperties
{
    // Stored personalities have them, inline ones may not.
    private static readonly string[] OfStoredPersonalities =
    [
        "interruption_level",
        "generation_config",
        "network_simulation",
        "background_sound_volume",
        "message_plan",
        "start_speaking_plan",
        "stop_speaking_plan",
    ];

    public static void Report(PositionedMember member, string what, IReadOnlyCollection<string> known, SuiteProblems problems)
    {
        if (ApiKeyName.Is(member.Name))
        {
            problems.Schema(DiagnosticCodes.SuiteUnknownProperty, member.Offset, ApiKeyName.Advice);
        }
        else if (member.Name is "agent_id")
        {
            problems.Schema(
                DiagnosticCodes.SuiteNamesAgent,
                member.Offset,
                "A suite does not name its agent, so that it runs against any. Take \"agent_id\" out; set \"agent\" in the manifest, or AgentId in the settings."
            );
        }
        else if (member.Name is "accent" && known.Contains("voice_id"))
        {
            problems.Schema(
                DiagnosticCodes.SuiteAccent,
                member.Offset,
                "An inline personality cannot set \"accent\" any more: the service rejects the suite. Take it out; name a voice that speaks so by \"voice_id\", or say it in \"prompt\"."
            );
        }
        else if (OfStoredPersonalities.Contains(member.Name) && known.Contains("voice_id"))
        {
            problems.Schema(
                DiagnosticCodes.SuiteFixedPersonality,
                member.Offset,
                $"An inline personality cannot set \"{member.Name}\". Store a personality that has it in the dashboard, and name it here by its id, or as \"base\"."
            );
        }
        else
        {
            problems.Schema(
                DiagnosticCodes.SuiteUnknownProperty,
                member.Offset,
                $"{Quoted.Text(member.Name)} is not a property of {what}. {NearestName.Advice(member.Name, known)}"
            );
        }
    }
}
