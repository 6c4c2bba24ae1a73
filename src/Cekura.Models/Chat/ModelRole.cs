namespace Cekura.Models.Chat;

/// <summary>Whom a model plays.</summary>
internal enum ModelRole
{
    /// <summary>The caller of a conversation.</summary>
    Caller,

    /// <summary>The judge of one that is over.</summary>
    Judge,
}
