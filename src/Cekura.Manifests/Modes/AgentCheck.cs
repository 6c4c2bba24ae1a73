using Cekura.Agents.Options;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Modes;

/// <summary>Holds what a manifest says of an agent against the list of protocols, which the emulator's seeds share.</summary>
internal static class AgentCheck
{
    /// <summary>Reports what is wrong with it.</summary>
    /// <param name="path">Name of the option.</param>
    /// <param name="agent">Its value, an object.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public static void Check(string path, PositionedNode agent, DiagnosticBag diagnostics)
    {
        foreach (var problem in new SettingsCheck($"{path}.", NearestName.Advice).Check(agent.ToJsonObject(), []))
        {
            diagnostics.Error(
                problem.Kind == SettingsProblemKind.WrittenSecret ? DiagnosticCodes.SecretOfAgent : DiagnosticCodes.AgentSettings,
                OffsetOf(agent, problem),
                problem.Message
            );
        }
    }

    private static int OffsetOf(PositionedNode agent, SettingsProblem problem)
    {
        var (at, offset) = (agent, agent.Offset);
        foreach (var key in problem.Path)
        {
            if (at.Members.FirstOrDefault(member => member.Name == key) is not { } member)
            {
                break;
            }

            (at, offset) = (member.Value, problem.IsKey ? member.Offset : member.Value.Offset);
        }

        return offset;
    }
}
