using Cekura.Manifests.Text;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Cekura.TestAdapter.Mapping;

/// <summary>From a severity to a level of the platform.</summary>
internal static class MessageMapper
{
    public static TestMessageLevel ToLevel(MessageSeverity severity) =>
        severity switch
        {
            MessageSeverity.Error => TestMessageLevel.Error,
            MessageSeverity.Warning => TestMessageLevel.Warning,
            _ => TestMessageLevel.Informational,
        };
}
