namespace Cekura.Manifests.Suites;

/// <summary>Where in an action a tag may stand.</summary>
internal enum TagPlace
{
    /// <summary>Anywhere.</summary>
    Anywhere,

    /// <summary>Before any words.</summary>
    Start,

    /// <summary>First of all, and only in a follow-up.</summary>
    StartOfFollowUp,

    /// <summary>The action is this tag and nothing else.</summary>
    WholeAction,

    /// <summary>Anywhere but in the first condition.</summary>
    NotInOpening,
}
