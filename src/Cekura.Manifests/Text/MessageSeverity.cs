namespace Cekura.Manifests.Text;

/// <summary>How much a message of a session matters.</summary>
internal enum MessageSeverity
{
    /// <summary>Progress; nobody needs to act.</summary>
    Information,

    /// <summary>Something that people should see; the outcome stands.</summary>
    Warning,

    /// <summary>Something went fatally wrong: the session as a whole must not count as passed.</summary>
    Error,
}
