namespace Cekura.Agents.Options;

/// <summary>What is wrong with what was written of an agent.</summary>
internal enum SettingsProblemKind
{
    /// <summary>There is no such protocol.</summary>
    UnknownProtocol,

    /// <summary>The protocol has no such option.</summary>
    UnknownOption,

    /// <summary>The protocol cannot do without an option.</summary>
    MissingOption,

    /// <summary>A value does not fit its option.</summary>
    WrongValue,

    /// <summary>An address does not have the form that its option wants.</summary>
    Address,

    /// <summary>A secret is written down.</summary>
    WrittenSecret,
}
