namespace Cekura.NUnit;

/// <summary>Who says something in a conversation.</summary>
public enum Speaker
{
    /// <summary>The agent under test.</summary>
    Agent,

    /// <summary>The simulated caller.</summary>
    Caller,

    /// <summary>A speaker that the service names otherwise.</summary>
    Other,
}
