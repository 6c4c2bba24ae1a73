namespace Cekura.Agents.Options;

/// <summary>What may stand as the value of an option.</summary>
internal enum OptionKind
{
    /// <summary>A text that is not empty.</summary>
    Text,

    /// <summary>One of <see cref="ProtocolOption.Words"/>.</summary>
    Word,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A number between <see cref="ProtocolOption.Min"/> and <see cref="ProtocolOption.Max"/>.</summary>
    Number,

    /// <summary>A list of texts, at least one.</summary>
    Texts,

    /// <summary>An object of texts.</summary>
    TextMap,

    /// <summary>An object.</summary>
    Object,

    /// <summary>Any JSON.</summary>
    Json,

    /// <summary>A place in the agent's answer, such as <c>$.reply</c>.</summary>
    Path,

    /// <summary>Headers: texts, or variables of the environment.</summary>
    Headers,

    /// <summary>An address that begins with <c>http://</c> or <c>https://</c>.</summary>
    HttpUrl,

    /// <summary>An address that begins with <c>ws://</c> or <c>wss://</c>.</summary>
    WebSocketUrl,
}
