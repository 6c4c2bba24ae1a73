using Cekura.Models.Options;

namespace Cekura.Models.Chat;

/// <summary>Which model is asked.</summary>
internal static class ModelNames
{
    /// <summary>The name of the model that plays someone; null: none is named.</summary>
    public static string? NameOf(this ModelSettings settings, ModelRole role) => role == ModelRole.Judge ? settings.Judge : settings.Caller;
}
