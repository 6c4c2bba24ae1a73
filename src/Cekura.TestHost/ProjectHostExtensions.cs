using Cekura.Manifests.Text;
using Cekura.Runs.Starts;

namespace Cekura.TestHost;

internal static class ProjectHostExtensions
{
    /// <summary>
    /// Says something to people, who see many tools in one log. Words of others in it steer neither a terminal nor a build server.
    /// </summary>
    public static void Say(this IProjectHost host, MessageSeverity severity, string text) =>
        host.Message(severity, UntrustedText.OwnText(text.StartsWith("Cekura: ", StringComparison.Ordinal) ? text : $"Cekura: {text}"));

    /// <inheritdoc cref="Say"/>
    public static void Warn(this IProjectHost host, string text) => host.Say(MessageSeverity.Warning, text);

    /// <summary>Whether a message says that the run was cancelled, and what became of its conversations.</summary>
    public static bool SaysCancelled(string text) => text.StartsWith($"Cekura: {BatchCleanup.Cancelled}", StringComparison.Ordinal);
}
